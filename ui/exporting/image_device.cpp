#include "ui/exporting/image_device.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QTransform>

#include "ui/exporting/layout_metric.h"

namespace featurescope::ui {
namespace {

/// Hands everything on to a painter on the image. Text is not among it: the base class makes paths of it.
class OutliningEngine : public QPaintEngine {
  public:
    OutliningEngine(QImage& image, const QTransform& toPixels)
        : QPaintEngine(AllFeatures), image_(image), toPixels_(toPixels) {}

    bool begin(QPaintDevice*) override { return onto_.begin(&image_); }
    bool end() override { return onto_.end(); }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState& change) override {
        const DirtyFlags dirty = change.state();
        if (dirty & DirtyTransform) onto_.setTransform(change.transform() * toPixels_);
        if (dirty & DirtyPen) onto_.setPen(change.pen());
        if (dirty & DirtyBrush) onto_.setBrush(change.brush());
        if (dirty & DirtyBrushOrigin) onto_.setBrushOrigin(change.brushOrigin());
        if (dirty & DirtyOpacity) onto_.setOpacity(change.opacity());
        if (dirty & DirtyCompositionMode) onto_.setCompositionMode(change.compositionMode());
        if (dirty & DirtyHints) {
            onto_.setRenderHints(onto_.renderHints(), false);
            onto_.setRenderHints(change.renderHints());
        }
        if (dirty & DirtyClipPath) onto_.setClipPath(change.clipPath(), change.clipOperation());
        if (dirty & DirtyClipRegion) onto_.setClipRegion(change.clipRegion(), change.clipOperation());
        if (dirty & DirtyClipEnabled) onto_.setClipping(change.isClipEnabled());
    }

    void drawRects(const QRectF* rects, int count) override { onto_.drawRects(rects, count); }
    void drawLines(const QLineF* lines, int count) override { onto_.drawLines(lines, count); }
    void drawEllipse(const QRectF& box) override { onto_.drawEllipse(box); }
    void drawPath(const QPainterPath& path) override { onto_.drawPath(path); }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
        if (mode == PolylineMode) return onto_.drawPolyline(points, count);
        onto_.drawPolygon(points, count, mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
    }
    void drawImage(const QRectF& target, const QImage& image, const QRectF& source,
                   Qt::ImageConversionFlags flags) override {
        onto_.drawImage(target, image, source, flags);
    }
    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override {
        onto_.drawPixmap(target, pixmap, source);
    }
    // What Qt draws with integers goes the same way.
    using QPaintEngine::drawEllipse;
    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;

  private:
    QImage& image_;
    QTransform toPixels_;
    QPainter onto_;
};

}  // namespace

ImageDevice::ImageDevice(QImage& image, const QSize& layout)
    : layout_(layout),
      engine_(std::make_unique<OutliningEngine>(
          image, QTransform::fromScale(static_cast<double>(image.width()) / layout.width(),
                                       static_cast<double>(image.height()) / layout.height()))) {}

ImageDevice::~ImageDevice() = default;

QPaintEngine* ImageDevice::paintEngine() const { return engine_.get(); }

int ImageDevice::metric(PaintDeviceMetric metric) const { return layoutMetric(metric, layout_); }

}  // namespace featurescope::ui
