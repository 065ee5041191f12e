#pragma once

#include <QPaintDevice>
#include <QSize>
#include <memory>

class QImage;

namespace featurescope::ui {

/// Paints on an image with more pixels than what is laid out has units, and draws letters by their outlines.
/// On the image itself they would come fat: their stems are thickened for as many pixels as a letter has
/// units, and only then enlarged.
class ImageDevice : public QPaintDevice {
  public:
    /// Keeps a reference to the image.
    ImageDevice(QImage& image, const QSize& layout);
    ~ImageDevice() override;

    QPaintEngine* paintEngine() const override;

  protected:
    int metric(PaintDeviceMetric metric) const override;

  private:
    QSize layout_;
    std::unique_ptr<QPaintEngine> engine_;
};

}  // namespace featurescope::ui
