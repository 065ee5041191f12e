#pragma once

#include <QByteArray>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPen>
#include <QString>
#include <QTransform>
#include <optional>
#include <utility>
#include <vector>

#include "ui/exporting/svg_text.h"

namespace featurescope::ui {

/// Writes what a painter does as elements of an SVG document, in units of the page.
class SvgEngine : public QPaintEngine {
  public:
    explicit SvgEngine(bool keepsText)
        : QPaintEngine(AllFeatures & ~(PatternBrush | PerspectiveTransform | PorterDuff)),
          keepsText_(keepsText) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override {
        endText();
        endClip();
        return true;
    }
    Type type() const override { return SVG; }
    void updateState(const QPaintEngineState& change) override;
    void drawRects(const QRectF* rects, int count) override;
    void drawLines(const QLineF* lines, int count) override;
    void drawEllipse(const QRectF& box) override;
    void drawPath(const QPainterPath& path) override;
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
    void drawImage(const QRectF& target, const QImage& image, const QRectF& source,
                   Qt::ImageConversionFlags flags) override;
    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override {
        drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
    }
    void drawTextItem(const QPointF& at, const QTextItem& item) override;
    // What Qt draws with integers goes the same way.
    using QPaintEngine::drawEllipse;
    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;

    const QByteArray& body() const { return body_; }
    const QByteArray& definitions() const { return definitions_; }

  private:
    void clip(const QPainterPath& path, Qt::ClipOperation operation);
    /// Opens the group of the present clip; every element begins with it.
    void beginElement();
    void endClip();
    void endText();
    void element(const QByteArray& name, const QByteArray& attributes, bool isFilled = true);
    QByteArray style(bool isFilled) const;

    bool keepsText_;
    QByteArray body_, definitions_;
    QTransform transform_;
    QPen pen_;
    QBrush brush_;
    double opacity_ = 1;
    std::vector<QPainterPath> clips_;  // in units of the page; what is drawn lies in all of them
    bool isClipped_ = false;
    QByteArray openClip_;                          // attribute of the group that is open; empty without
    std::vector<std::pair<QByteArray, int>> ids_;  // clip paths defined so far
    std::optional<SvgText> text_;                  // not written yet, because more of its line may come
    QString outlined_;                             // the text whose outlines are being drawn
};

}  // namespace featurescope::ui
