#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSizeF>
#include <QString>
#include <memory>

namespace featurescope::ui {

class SvgEngine;

/// How an SVG document is written.
struct SvgFormat {
    QSizeF layout{};         ///< units that are drawn in
    QSizeF millimetres{};    ///< size on paper
    QString title{};         ///< for readers of the file; empty for none
    bool keepsText = false;  ///< texts stay texts instead of outlines, which need no font
};

/// A picture of shapes. Unlike QSvgGenerator it clips, draws parts of images and writes a line of text as one
/// element, whatever fonts lend it letters. The same painting gives the same bytes.
class SvgDevice : public QPaintDevice {
  public:
    explicit SvgDevice(const SvgFormat& format);
    ~SvgDevice() override;

    QPaintEngine* paintEngine() const override;
    /// The whole document; after the painter has ended.
    QByteArray document() const;

  protected:
    int metric(PaintDeviceMetric metric) const override;

  private:
    SvgFormat format_;
    std::unique_ptr<SvgEngine> engine_;
};

}  // namespace featurescope::ui
