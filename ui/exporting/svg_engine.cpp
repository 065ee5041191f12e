#include "ui/exporting/svg_engine.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <cmath>

namespace featurescope::ui {
namespace {

QByteArray pointList(const QPointF* points, int count, const QTransform& transform) {
    QByteArray list;
    for (int i = 0; i < count; ++i) {
        const QPointF at = transform.map(points[i]);
        if (i > 0) list += ' ';
        list += svgNumber(at.x()) + ',' + svgNumber(at.y());
    }
    return list;
}

/// Moves, lines and curves of a path, in absolute coordinates.
QByteArray pathData(const QPainterPath& path) {
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.isMoveTo()) data += 'M';
        if (element.isLineTo()) data += 'L';
        if (element.isCurveTo()) data += 'C';
        if (element.type == QPainterPath::CurveToDataElement) data += ' ';
        data += svgNumber(element.x) + ' ' + svgNumber(element.y);
    }
    return data;
}

QByteArray joinOf(Qt::PenJoinStyle join) {
    if (join == Qt::RoundJoin) return "round";
    return join == Qt::BevelJoin ? "bevel" : "miter";
}

QByteArray capOf(Qt::PenCapStyle cap) {
    if (cap == Qt::RoundCap) return "round";
    return cap == Qt::SquareCap ? "square" : "butt";
}

QByteArray pngOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes.toBase64();
}

}  // namespace

void SvgEngine::updateState(const QPaintEngineState& change) {
    const DirtyFlags dirty = change.state();
    if (dirty & DirtyTransform) transform_ = change.transform();
    if (dirty & DirtyPen) pen_ = change.pen();
    if (dirty & DirtyBrush) brush_ = change.brush();
    if (dirty & DirtyOpacity) opacity_ = change.opacity();
    if (dirty & DirtyClipEnabled) isClipped_ = change.isClipEnabled();
    if (dirty & DirtyClipPath) clip(change.clipPath(), change.clipOperation());
    if (dirty & DirtyClipRegion) {
        QPainterPath path;
        for (const QRect& rect : change.clipRegion()) path.addRect(rect);
        clip(path, change.clipOperation());
    }
}

void SvgEngine::clip(const QPainterPath& path, Qt::ClipOperation operation) {
    isClipped_ = operation != Qt::NoClip;
    if (operation != Qt::IntersectClip) clips_.clear();
    if (isClipped_) clips_.push_back(transform_.map(path));
}

void SvgEngine::beginElement() {
    QByteArray wanted;
    if (isClipped_ && !clips_.empty()) {
        QPainterPath all = clips_.front();
        for (std::size_t i = 1; i < clips_.size(); ++i) {
            // Rectangles, as nearly all are, keep four corners.
            const bool areRects =
                all == QPainterPath() || (all.elementCount() == 5 && clips_[i].elementCount() == 5);
            QPainterPath part;
            if (areRects) part.addRect(all.boundingRect() & clips_[i].boundingRect());
            all = areRects ? part : all.intersected(clips_[i]);
        }
        const QByteArray data = pathData(all);
        auto known = std::ranges::find(ids_, data, &std::pair<QByteArray, int>::first);
        if (known == ids_.end()) {
            ids_.emplace_back(data, static_cast<int>(ids_.size()));
            known = ids_.end() - 1;
            definitions_ += "<clipPath id=\"c" + QByteArray::number(known->second) + "\"><path d=\"" + data +
                            "\"/></clipPath>\n";
        }
        wanted = " clip-path=\"url(#c" + QByteArray::number(known->second) + ")\"";
    }
    if (wanted == openClip_) return;
    endClip();
    openClip_ = wanted;
    if (!openClip_.isEmpty()) body_ += "<g" + openClip_ + ">\n";
}

void SvgEngine::endClip() {
    if (!openClip_.isEmpty()) body_ += "</g>\n";
    openClip_.clear();
}

void SvgEngine::endText() {
    if (text_) body_ += text_->element();
    text_.reset();
}

QByteArray SvgEngine::style(bool isFilled) const {
    QByteArray text;
    const auto paint = [&](const char* what, const QColor& color) {
        text += QByteArray(" ") + what + "=\"" + color.name().toLatin1() + '"';
        const double opacity = color.alphaF() * opacity_;
        if (opacity < 1) text += QByteArray(" ") + what + "-opacity=\"" + svgNumber(opacity) + '"';
    };
    if (isFilled && brush_.style() != Qt::NoBrush) {
        paint("fill", brush_.color());
    } else {
        text += " fill=\"none\"";
    }
    if (pen_.style() == Qt::NoPen) return text;
    paint("stroke", pen_.color());
    const double scale = pen_.isCosmetic() ? 1 : std::sqrt(std::abs(transform_.determinant()));
    const double width = (pen_.widthF() > 0 ? pen_.widthF() : 1) * scale;
    text += " stroke-width=\"" + svgNumber(width) + "\" stroke-linejoin=\"" + joinOf(pen_.joinStyle()) +
            "\" stroke-linecap=\"" + capOf(pen_.capStyle()) + '"';
    if (pen_.style() == Qt::SolidLine) return text;
    QByteArray dashes;
    for (const double length : pen_.dashPattern())
        dashes += (dashes.isEmpty() ? "" : ",") + svgNumber(length * width);
    text += " stroke-dasharray=\"" + dashes + '"';
    if (pen_.dashOffset() != 0) text += " stroke-dashoffset=\"" + svgNumber(pen_.dashOffset() * width) + '"';
    return text;
}

void SvgEngine::element(const QByteArray& name, const QByteArray& attributes, bool isFilled) {
    const bool seen = (isFilled && brush_.style() != Qt::NoBrush) || pen_.style() != Qt::NoPen;
    if (!seen) return;
    endText();
    beginElement();
    body_ += '<' + name + attributes + style(isFilled) + "/>\n";
}

void SvgEngine::drawRects(const QRectF* rects, int count) {
    for (int i = 0; i < count; ++i) {
        const QRectF rect = rects[i].normalized();
        if (transform_.type() > QTransform::TxScale) {
            QPainterPath path;
            path.addRect(rect);
            drawPath(path);
            continue;
        }
        const QRectF at = transform_.mapRect(rect);
        element("rect", " x=\"" + svgNumber(at.x()) + "\" y=\"" + svgNumber(at.y()) + "\" width=\"" +
                            svgNumber(at.width()) + "\" height=\"" + svgNumber(at.height()) + '"');
    }
}

void SvgEngine::drawLines(const QLineF* lines, int count) {
    for (int i = 0; i < count; ++i) {
        const QPointF ends[] = {lines[i].p1(), lines[i].p2()};
        element("polyline", " points=\"" + pointList(ends, 2, transform_) + '"', false);
    }
}

void SvgEngine::drawEllipse(const QRectF& box) {
    if (transform_.type() > QTransform::TxScale) {
        QPainterPath path;
        path.addEllipse(box);
        return drawPath(path);
    }
    const QRectF at = transform_.mapRect(box);
    element("ellipse", " cx=\"" + svgNumber(at.center().x()) + "\" cy=\"" + svgNumber(at.center().y()) +
                           "\" rx=\"" + svgNumber(at.width() / 2) + "\" ry=\"" + svgNumber(at.height() / 2) +
                           '"');
}

void SvgEngine::drawPath(const QPainterPath& path) {
    if (path.isEmpty()) return;
    QByteArray attributes;
    if (!outlined_.isEmpty()) attributes += " aria-label=\"" + xmlBytes(outlined_) + '"';
    attributes += path.fillRule() == Qt::OddEvenFill ? " fill-rule=\"evenodd\"" : "";
    element("path", attributes + " d=\"" + pathData(transform_.map(path)) + '"');
}

void SvgEngine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) {
    const bool isLine = mode == PolylineMode;
    const QByteArray rule = mode == OddEvenMode ? " fill-rule=\"evenodd\"" : "";
    element(isLine ? "polyline" : "polygon",
            (isLine ? "" : rule) + " points=\"" + pointList(points, count, transform_) + '"', !isLine);
}

void SvgEngine::drawImage(const QRectF& target, const QImage& image, const QRectF& source,
                          Qt::ImageConversionFlags) {
    if (image.isNull() || source.isEmpty() || target.isEmpty()) return;
    endText();
    beginElement();
    // Only whole pixels can be handed over; what is too much lies outside the clip.
    const QRect part = source.toAlignedRect() & image.rect();
    const double across = target.width() / source.width(), down = target.height() / source.height();
    const QRectF at(target.left() + (part.left() - source.left()) * across,
                    target.top() + (part.top() - source.top()) * down, part.width() * across,
                    part.height() * down);
    const QTransform& m = transform_;
    body_ += "<image";
    if (opacity_ < 1) body_ += " opacity=\"" + svgNumber(opacity_) + '"';
    if (!painter()->testRenderHint(QPainter::SmoothPixmapTransform))
        body_ += " style=\"image-rendering:pixelated\"";
    body_ += " transform=\"" + svgMatrix(m) + "\" x=\"" + svgNumber(at.x()) + "\" y=\"" + svgNumber(at.y()) +
             "\" width=\"" + svgNumber(at.width()) + "\" height=\"" + svgNumber(at.height()) +
             "\" preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64," + pngOf(image.copy(part)) +
             "\"/>\n";
}

void SvgEngine::drawTextItem(const QPointF& at, const QTextItem& item) {
    if (!keepsText_) {
        // One path per font; the base class draws it by way of the painter.
        outlined_ = item.text();
        QPaintEngine::drawTextItem(at, item);
        outlined_.clear();
        return;
    }
    SvgText text(item, at, transform_, pen_.color(), opacity_);
    if (text_ && text_->take(text)) return;
    endText();
    beginElement();
    text_ = std::move(text);
}

}  // namespace featurescope::ui
