#include "ui/exporting/figure.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetrics>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QLabel>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/exporting/figure_text.h"
#include "ui/exporting/image_device.h"
#include "ui/exporting/svg_device.h"
#include "ui/look/number_format.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_table.h"

namespace featurescope::ui {
namespace {

constexpr int kVectorDpi = 96;  // of the units that figures are laid out in
constexpr int kGap = 6;         // between panels; each has room around its plot anyway
constexpr int kMomentSide = 14;
// At text scale 1, below which the texts of a panel have no room: either side, and the room they need in all.
constexpr QSize kLeastSides(150, 105), kLeastPanel(190, 168);

std::unique_ptr<Panel> panelIn(const CardPlace& place, QWidget* page, const Look& look) {
    const PanelKind* const kind = panelKind(place.panel.toStdString());
    if (!kind) return nullptr;
    std::unique_ptr<Panel> panel = kind->make();
    panel->hideControls();
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

/// A card and where it stands on the page.
struct PlacedCard {
    CardPlace card;
    QRect place;
};

std::vector<PlacedCard> placed(const PageLayout& layout, const QSize& size) {
    std::vector<double> widths;
    for (const PageColumn& column : layout.columns) widths.push_back(column.share);
    const auto columns = divided(size.width(), widths);
    std::vector<PlacedCard> cards;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::vector<double> heights;
        for (const CardPlace& card : layout.columns[i].cards) heights.push_back(card.share);
        const auto rows = divided(size.height(), heights);
        const auto [left, right] = columns[i];
        for (std::size_t j = 0; j < rows.size(); ++j) {
            const auto [top, bottom] = rows[j];
            cards.push_back({layout.columns[i].cards[j], QRect(left, top, right - left, bottom - top)});
        }
    }
    return cards;
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

FigureSubject gridSubject(const QStringList& ids, const FigureFormat& format) {
    constexpr double kGoodShape = 1.35;  // width to height of a panel
    const QSizeF size = format.size;
    const auto columnsFor = [&](qsizetype columns) {
        const double rows = std::ceil(static_cast<double>(ids.size()) / static_cast<double>(columns));
        const double shape = size.width() / static_cast<double>(columns) / (size.height() / rows);
        // Empty places are worse than a shape that is somewhat off.
        const double empty = rows * static_cast<double>(columns) - static_cast<double>(ids.size());
        return std::abs(std::log(shape / kGoodShape)) + 0.2 * empty;
    };
    qsizetype best = 1;
    for (qsizetype columns = 2; columns <= ids.size(); ++columns) {
        if (columnsFor(columns) < columnsFor(best)) best = columns;
    }
    FigureSubject subject{.name = ids.join(QLatin1Char(','))};
    subject.layout.columns.resize(static_cast<std::size_t>(best));
    for (qsizetype i = 0; i < ids.size(); ++i)
        subject.layout.columns[static_cast<std::size_t>(i % best)].cards.push_back({.panel = ids[i]});
    return subject;
}

FigureSubject pageSubject() { return {.name = kPageName, .layout = shippedLayouts().front().layout}; }

QString problemWith(const FigureSubject& subject, const FigureFormat& format) {
    QString problem = problemWith(format);
    if (!problem.isEmpty()) return problem;
    const std::vector<PlacedCard> cards = placed(subject.layout, layoutSize(format));
    const double scale = format.textScale;
    const auto areaOf = [](const QSize& size) { return 1.0 * size.width() * size.height(); };
    QSize smallest = layoutSize(format);
    bool isReadable = true;
    for (const PlacedCard& card : cards) {
        const QSize size = card.place.size();
        isReadable = isReadable && size.width() >= kLeastSides.width() * scale &&
                     size.height() >= kLeastSides.height() * scale &&
                     areaOf(size) >= areaOf(kLeastPanel) * scale * scale;
        if (areaOf(size) < areaOf(smallest)) smallest = size;
    }
    if (isReadable) return {};
    const auto millimetres = [](double units) { return numberLabel(units / kVectorDpi * 25.4, 2); };
    return QCoreApplication::translate(
               "Figure",
               "The %n panel(s) would be as small as %1 × %2 mm, in which texts of this size run into each "
               "other; each needs about %3 × %4 mm. Make the figure larger, or choose fewer panels.",
               nullptr, static_cast<int>(cards.size()))
        .arg(millimetres(smallest.width()), millimetres(smallest.height()),
             millimetres(kLeastPanel.width() * scale), millimetres(kLeastPanel.height() * scale));
}

Figure::Figure(const FigureSubject& subject, const FigureFormat& format)
    : format_(format), look_(lookFor(format)), page_(std::make_unique<QWidget>()) {
    page_->setAttribute(Qt::WA_DontShowOnScreen);
    page_->setPalette(widgetPalette(look_.palette));
    page_->resize(layoutSize(format));
    if (format.statesMoment) {
        moment_ = new QLabel(page_.get());
        moment_->setObjectName(QStringLiteral("moment"));
        moment_->setTextFormat(Qt::PlainText);
        moment_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        moment_->setFont(fontFor(TextRole::small, look_));
        QPalette colours = moment_->palette();
        colours.setColor(QPalette::WindowText, look_.palette.muted);
        moment_->setPalette(colours);
        const int height = QFontMetrics(moment_->font()).height() + kGap;
        moment_->setGeometry(kMomentSide, page_->height() - height, page_->width() - 2 * kMomentSide, height);
    }
    arrange(subject.layout);
    page_->show();
}

Figure::~Figure() { panels_.clear(); }

void Figure::arrange(const PageLayout& layout) {
    const QSize room(page_->width(), page_->height() - (moment_ ? moment_->height() : 0));
    const std::vector<PlacedCard> cards = placed(layout, room);
    for (const PlacedCard& card : cards) {
        std::unique_ptr<Panel> panel = panelIn(card.card, page_.get(), look_);
        if (!panel) continue;
        if (format_.hasLetters && cards.size() > 1)
            panel->setLetter(QStringLiteral("(%1)").arg(QChar(u'a' + static_cast<char16_t>(panels_.size()))));
        // In a figure the size is the reader's wish; the window's smallest sizes do not count.
        panel->setMinimumSize(0, 0);
        panel->setGeometry(card.place);
        panels_.push_back(std::move(panel));
    }
}

QString Figure::title() const {
    QStringList titles;
    for (const std::unique_ptr<Panel>& panel : panels_) titles << panel->title();
    const QString what = titles.join(QStringLiteral(", "));
    return experiment_.isEmpty() ? what : what + QStringLiteral(" · ") + experiment_;
}

void Figure::shareRanges() {
    double largest = 0;
    for (const std::unique_ptr<Panel>& panel : panels_) largest = std::max(largest, panel->ownRange());
    for (const std::unique_ptr<Panel>& panel : panels_) {
        if (panel->ownRange() > 0) panel->setLeastRange(largest);
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
    experiment_ = experimentText(*content.snapshot);
    if (moment_) moment_->setText(momentText(*content.snapshot));
    for (const std::unique_ptr<Panel>& panel : panels_) {
        panel->setLeastRange(0);
        panel->showContent(content);
    }
    if (format_.sharesRanges) shareRanges();
    finishLayout(*page_);
}

QImage Figure::image() const {
    const QSize size = pixelSize(format_);
    QImage image(size, format_.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    image.fill(format_.transparent ? QColor(Qt::transparent) : look_.palette.card);
    finishLayout(*page_);
    if (size == page_->size()) {
        // As on a screen of these pixels.
        QPainter painter(&image);
        page_->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
    } else {
        ImageDevice device(image, page_->size());
        QPainter painter(&device);
        page_->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
    }
    const double dotsPerMetre = format_.dpi / 0.0254;
    image.setDotsPerMeterX(static_cast<int>(std::lround(dotsPerMetre)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dotsPerMetre)));
    return image;
}

QByteArray Figure::svg() const {
    const QSizeF millimetres = millimetresOf(format_), layout = millimetres / 25.4 * kVectorDpi;
    SvgDevice device(
        {.layout = layout, .millimetres = millimetres, .title = title(), .keepsText = format_.keepsText});
    QPainter painter(&device);
    paint(painter, layout);
    painter.end();
    return device.document();
}

QByteArray Figure::pdf(const QByteArray& metadata) const {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kVectorDpi);
    const QSizeF millimetres = millimetresOf(format_);
    writer.setPageSize(QPageSize(millimetres, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(title());
    writer.setCreator(QStringLiteral("Featurescope"));
    if (!metadata.isEmpty()) writer.setDocumentXmpMetadata(metadata);
    QPainter painter(&writer);
    paint(painter, millimetres / 25.4 * kVectorDpi);
    painter.end();
    buffer.close();
    return buffer.data();
}

/// On a page of exactly this size, which the layout in whole units is nearly as large as.
void Figure::paint(QPainter& painter, const QSizeF& size) const {
    finishLayout(*page_);
    if (!format_.transparent) painter.fillRect(QRectF(QPointF(), size), look_.palette.card);
    painter.scale(size.width() / page_->width(), size.height() / page_->height());
    page_->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
}

}  // namespace featurescope::ui
