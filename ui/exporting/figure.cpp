#include "ui/exporting/figure.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/panels/panel.h"
#include "ui/panels/panel_table.h"

namespace featurescope::ui {
namespace {

constexpr int kVectorDpi = 96;  // of the units that figures are laid out in
constexpr int kGap = 6;         // between panels; each has room around its plot anyway

std::unique_ptr<Panel> panelIn(const CardPlace& place, QWidget* page, const Look& look) {
    const PanelKind* const kind = panelKind(place.panel.toStdString());
    if (!kind) return nullptr;
    std::unique_ptr<Panel> panel = kind->make();
    panel->setParent(page);
    panel->setLook(look);
    panel->setOptions(place.options);
    return panel;
}

/// Where each of `shares` begins and ends in [0, length], with gaps between.
std::vector<std::pair<int, int>> divided(int length, const std::vector<double>& shares) {
    const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double free = length - kGap * (static_cast<double>(shares.size()) - 1);
    std::vector<std::pair<int, int>> parts;
    double start = 0;
    for (const double share : shares) {
        const double end = start + free * share / total;
        parts.emplace_back(std::lround(start), std::lround(end));
        start = end + kGap;
    }
    return parts;
}

/// The field that a panel draws, with as many columns as make its pixels square.
FieldView fieldOver(const PanelNeeds& needs, int rows) {
    const PlaneRectangle& area = *needs.area;
    const double height = area.top - area.bottom;
    const double aspect = height > 0 ? (area.right - area.left) / height : 1;
    return {.area = area,
            .width = std::clamp(static_cast<int>(std::lround(rows * aspect)), 1, 8 * rows),
            .height = rows,
            .mode = needs.mode,
            .wantsBand = needs.wantsBand};
}

/// Layouts and scenes put off part of their work; a picture needs it done.
void finishLayout(QWidget& page) {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    for (QGraphicsView* view : page.findChildren<QGraphicsView*>()) {
        QCoreApplication::sendPostedEvents(view->scene(), QEvent::MetaCall);
    }
}

}  // namespace

FigureSubject panelSubject(const QString& id, const QJsonObject& options) {
    return {.name = id, .layout = {{{.cards = {{.panel = id, .options = options}}}}}};
}

FigureSubject gridSubject(const QStringList& ids) {
    FigureSubject subject{.name = ids.join(QLatin1Char(','))};
    const auto columns = static_cast<qsizetype>(std::floor(std::sqrt(static_cast<double>(ids.size()))));
    subject.layout.columns.resize(static_cast<std::size_t>(columns));
    for (qsizetype i = 0; i < ids.size(); ++i)
        subject.layout.columns[static_cast<std::size_t>(i % columns)].cards.push_back({.panel = ids[i]});
    return subject;
}

FigureSubject pageSubject() { return {.name = kPageName, .layout = shippedLayouts().front().layout}; }

Figure::Figure(const FigureSubject& subject, const FigureFormat& format)
    : format_(format), look_(lookFor(format)), page_(std::make_unique<QWidget>()) {
    page_->setAttribute(Qt::WA_DontShowOnScreen);
    page_->setPalette(widgetPalette(look_.palette));
    page_->resize(layoutSize(format));
    arrange(subject.layout);
    page_->show();
}

Figure::~Figure() { panels_.clear(); }

void Figure::arrange(const PageLayout& layout) {
    std::vector<double> widths;
    for (const PageColumn& column : layout.columns) widths.push_back(column.share);
    const auto columns = divided(page_->width(), widths);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::vector<double> heights;
        for (const CardPlace& place : layout.columns[i].cards) heights.push_back(place.share);
        const auto rows = divided(page_->height(), heights);
        for (std::size_t j = 0; j < rows.size(); ++j) {
            std::unique_ptr<Panel> panel = panelIn(layout.columns[i].cards[j], page_.get(), look_);
            if (!panel) continue;
            // In a figure the size is the reader's wish; the window's smallest sizes do not count.
            panel->setMinimumSize(0, 0);
            panel->setGeometry(columns[i].first, rows[j].first, columns[i].second - columns[i].first,
                               rows[j].second - rows[j].first);
            panels_.push_back(std::move(panel));
        }
    }
}

FigureNeeds Figure::needs() const {
    FigureNeeds all;
    for (const std::unique_ptr<Panel>& panel : panels_) {
        const PanelNeeds needs = panel->needs();
        all.view.parts = all.view.parts.with(needs.parts);
        all.theory = all.theory || needs.wantsTheory;
        all.baselines = all.baselines || needs.wantsBaselines;
        if (!needs.plane) continue;
        all.view.plane = *needs.plane;
        if (needs.area) all.view.field = fieldOver(needs, format_.fieldRows);
    }
    return all;
}

void Figure::show(const PanelContent& content) {
    for (const std::unique_ptr<Panel>& panel : panels_) panel->showContent(content);
    finishLayout(*page_);
}

QImage Figure::image() const {
    const QSize size = pixelSize(format_);
    QImage image(size, format_.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    image.fill(format_.transparent ? QColor(Qt::transparent) : look_.palette.card);
    image.setDevicePixelRatio(static_cast<double>(size.width()) / page_->width());
    QPainter painter(&image);
    paint(painter);
    painter.end();
    image.setDevicePixelRatio(1);
    const double dotsPerMetre = format_.dpi / 0.0254;
    image.setDotsPerMeterX(static_cast<int>(std::lround(dotsPerMetre)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dotsPerMetre)));
    return image;
}

QByteArray Figure::svg() const {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kVectorDpi);
    generator.setSize(page_->size());
    generator.setViewBox(page_->rect());
    generator.setTitle(QStringLiteral("Featurescope"));
    QPainter painter(&generator);
    if (!format_.transparent) painter.fillRect(page_->rect(), look_.palette.card);
    paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray Figure::pdf(const QByteArray& metadata) const {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kVectorDpi);
    writer.setPageSize(
        QPageSize(QSizeF(page_->size()) / kVectorDpi, QPageSize::Inch, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(QStringLiteral("Featurescope"));
    writer.setCreator(QStringLiteral("Featurescope"));
    if (!metadata.isEmpty()) writer.setDocumentXmpMetadata(metadata);
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    if (!format_.transparent) painter.fillRect(page_->rect(), look_.palette.card);
    paint(painter);
    painter.end();
    buffer.close();
    return buffer.data();
}

void Figure::paint(QPainter& painter) const {
    finishLayout(*page_);
    page_->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
}

}  // namespace featurescope::ui
