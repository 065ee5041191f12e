#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainterPath>
#include <cmath>
#include <limits>

namespace featurescope::test {

/// A paper on which nothing can be seen, but which counts what is drawn at a place that is not finite.
class FinitePaper : public QPaintDevice {
  public:
    explicit FinitePaper(const QSize& size) : size_(size) {}
    QPaintEngine* paintEngine() const override { return &engine_; }
    int notFinite() const { return engine_.notFinite; }
    int drawn() const { return engine_.drawn; }

  protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
            case PdmWidth:
                return size_.width();
            case PdmHeight:
                return size_.height();
            case PdmDpiX:
            case PdmDpiY:
            case PdmPhysicalDpiX:
            case PdmPhysicalDpiY:
                return 96;
            case PdmWidthMM:
                return size_.width() * 25 / 96;
            case PdmHeightMM:
                return size_.height() * 25 / 96;
            case PdmDepth:
                return 32;
            case PdmNumColors:
                return std::numeric_limits<int>::max();
            case PdmDevicePixelRatio:
                return 1;
            case PdmDevicePixelRatioScaled:
                return static_cast<int>(devicePixelRatioFScale());
            default:
                return QPaintDevice::metric(metric);
        }
    }

  private:
    class Engine : public QPaintEngine {
      public:
        Engine() : QPaintEngine(AllFeatures) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        Type type() const override { return User; }
        void updateState(const QPaintEngineState& change) override {
            if (!(change.state() & DirtyTransform)) return;
            const QTransform t = change.transform();
            count({t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy()});
        }
        void drawPixmap(const QRectF& place, const QPixmap&, const QRectF&) override { count(place); }
        void drawImage(const QRectF& place, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {
            count(place);
        }
        void drawTiledPixmap(const QRectF& place, const QPixmap&, const QPointF&) override { count(place); }
        void drawTextItem(const QPointF& place, const QTextItem&) override { count({place.x(), place.y()}); }
        void drawEllipse(const QRectF& place) override { count(place); }
        void drawPath(const QPainterPath& path) override {
            for (int i = 0; i < path.elementCount(); ++i) count({path.elementAt(i).x, path.elementAt(i).y});
        }
        void drawRects(const QRectF* rects, int number) override {
            for (int i = 0; i < number; ++i) count(rects[i]);
        }
        void drawLines(const QLineF* lines, int number) override {
            for (int i = 0; i < number; ++i)
                count({lines[i].x1(), lines[i].y1(), lines[i].x2(), lines[i].y2()});
        }
        void drawPoints(const QPointF* points, int number) override {
            for (int i = 0; i < number; ++i) count({points[i].x(), points[i].y()});
        }
        void drawPolygon(const QPointF* points, int number, PolygonDrawMode) override {
            drawPoints(points, number);
        }
        using QPaintEngine::drawEllipse, QPaintEngine::drawLines, QPaintEngine::drawPoints,
            QPaintEngine::drawPolygon, QPaintEngine::drawRects;

        int drawn = 0, notFinite = 0;

      private:
        void count(std::initializer_list<double> numbers) {
            ++drawn;
            for (const double number : numbers) {
                if (std::isfinite(number)) continue;
                ++notFinite;
                return;
            }
        }
        void count(const QRectF& place) { count({place.x(), place.y(), place.width(), place.height()}); }
    };

    QSize size_;
    mutable Engine engine_;
};

}  // namespace featurescope::test
