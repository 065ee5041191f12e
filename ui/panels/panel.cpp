#include "ui/panels/panel.h"

#include <QFontMetrics>
#include <QFontMetricsF>
#include <QLabel>
#include <QMenu>
#include <QVariant>
#include <QWidgetAction>
#include <algorithm>
#include <cmath>

#include "ui/panels/legend.h"
#include "ui/panels/plot_view.h"

namespace featurescope::ui {
namespace {

constexpr int kSide = 14;
constexpr int kTop = 10;
constexpr int kControlGap = 8;
constexpr int kTitleSlack = 2;  // pixels by which letters reach beyond what they take

/// A menu is a window of its own and takes no font from its panel; what is put into it keeps the font it had.
void setMenuFont(QMenu& menu, const QFont& font) {
    menu.setFont(font);
    for (QAction* action : menu.actions()) {
        const auto* row = qobject_cast<QWidgetAction*>(action);
        if (!row || !row->defaultWidget()) continue;
        row->defaultWidget()->setFont(font);
        for (QWidget* part : row->defaultWidget()->findChildren<QWidget*>()) part->setFont(font);
    }
}

}  // namespace

Panel::Panel(const QString& id, const QString& title, QWidget* parent)
    : QFrame(parent),
      title_(new QLabel(title, this)),
      legend_(new Legend(this)),
      plot_(new PlotView(this)),
      titleText_(title) {
    setObjectName(QStringLiteral("panel-") + id);
    setProperty("card", true);
    title_->setObjectName(QStringLiteral("title"));
    setAccessibleName(title);
    plot_->setObjectName(QStringLiteral("plot"));
    plot_->setAccessibleName(tr("Plot: %1").arg(title));
    setMinimumSize(200, 120);
}

void Panel::setLook(const Look& look) {
    look_ = look;
    title_->setFont(fontFor(TextRole::cardTitle, look));
    legend_->setLook(look);
    for (QWidget* control : controls_) control->setFont(fontFor(TextRole::small, look));
    for (QMenu* menu : findChildren<QMenu*>()) setMenuFont(*menu, fontFor(TextRole::small, look));
    plot_->setLook(look);
    legendTexts_.reset();
    showTitle();
    layoutCard();
}

void Panel::showLegend(std::vector<LegendEntry> entries) {
    QStringList texts;
    for (const LegendEntry& entry : entries) texts << entry.text;
    if (texts == legendTexts_) return;
    legendTexts_ = texts;
    legend_->setEntries(std::move(entries));
    layoutCard();
}

double Panel::takePaintTime() {
    double time = 0;
    for (PlotView* plot : findChildren<PlotView*>()) time += plot->takePaintTime();
    return time;
}

QRect Panel::plotRectInPanel() const { return plot_->plotRect().toRect().translated(plot_->pos()); }

void Panel::setTitle(const QString& title) {
    if (titleText_ == title) return;
    titleText_ = title;
    showTitle();
    setAccessibleName(title);
    plot_->setAccessibleName(tr("Plot: %1").arg(title));
    layoutCard();
    Q_EMIT headingChanged();
}

void Panel::setLetter(const QString& letter) {
    letter_ = letter;
    showTitle();
    layoutCard();
}

void Panel::showTitle() {
    const QString shown = look_.print.hasTitle ? titleText_ : QString();
    title_->setText((letter_ + QStringLiteral("  ") + shown).trimmed());
}

void Panel::setCaption(const QString& caption) {
    if (caption_ == caption) return;
    caption_ = caption;
    Q_EMIT headingChanged();
}

void Panel::describe(const QString& text) { description_ = text; }

void Panel::refreshSummary() {
    const QString text = summary();
    if (text == plot_->accessibleDescription()) return;
    setAccessibleDescription(text);
    plot_->setAccessibleDescription(text);
}

void Panel::addControl(QWidget* control) {
    control->setParent(this);
    controls_.push_back(control);
    control->setFont(fontFor(TextRole::small, look_));
    layoutCard();
}

void Panel::setBare(bool bare) {
    bare_ = bare;
    title_->setVisible(!bare);
    setProperty("card", !bare);
    // The card around it is the frame; what the keys act on is the picture.
    setFocusPolicy(bare ? Qt::StrongFocus : Qt::NoFocus);
    layoutCard();
}

void Panel::hideControls() {
    showsControls_ = false;
    for (QWidget* control : controls_) control->hide();
    layoutCard();
}

void Panel::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    layoutCard();
}

void Panel::setHeading(int height, const QRect& forControls) {
    if (height == headingHeight_ && forControls == headingForControls_) return;
    headingHeight_ = height;
    headingForControls_ = forControls;
    layoutCard();
}

int Panel::controlsWidth() const {
    int width = 0;
    for (const QWidget* control : controls_) {
        if (!control->isHidden()) width += control->sizeHint().width() + kControlGap;
    }
    return std::max(0, width - kControlGap);
}

void Panel::layoutCard() {
    // A plot of another size may put other names into the legend, which then needs other room. A view that is
    // resized amid its own resizing would keep the first size inside.
    constexpr int kMostRounds = 8;
    if (isLayingOut_) {
        isOutdated_ = true;
        return;
    }
    isLayingOut_ = true;
    int rounds = 0;
    do {
        isOutdated_ = false;
        placeParts();
    } while (isOutdated_ && ++rounds < kMostRounds);
    isLayingOut_ = false;
    announceControls();
}

void Panel::placeParts() {
    const int side = bare_ ? 0 : kSide, top = bare_ ? headingHeight_ : kTop;
    const int inner = width() - 2 * side;
    if (inner <= 0) return;
    const bool hasTitle = !bare_ && !title_->text().isEmpty();
    const int titleWidth =
        hasTitle ? QFontMetrics(title_->font()).horizontalAdvance(title_->text()) + kTitleSlack : 0;
    const bool inHeading = bare_ && !headingForControls_.isEmpty();
    const bool hasRow = legend_->rowWidth() > 0 && look_.print.legend == LegendPlace::automatic;
    int rowHeight =
        std::max(hasTitle ? QFontMetrics(title_->font()).height() : 0, hasRow ? legend_->rowHeight() : 0);
    int right = width() - side;
    if (inHeading) {
        placeControls(headingForControls_.right() + 1, headingForControls_.top(),
                      headingForControls_.height());
    } else {
        for (const QWidget* control : controls_) {
            if (!control->isHidden()) rowHeight = std::max(rowHeight, control->sizeHint().height());
        }
        right = placeControls(right, top, rowHeight);
    }
    // On paper nobody can look up what was cut off.
    const bool wraps = look_.print.isFigure && titleWidth > right - side;
    title_->setWordWrap(wraps);
    if (wraps) rowHeight = std::max(rowHeight, title_->heightForWidth(right - side));
    title_->setGeometry(side, top, std::max(0, std::min(titleWidth, right - side)), rowHeight);
    const QRect row(QPoint(side + titleWidth + (bare_ ? 0 : 16), top),
                    QPoint(right - 1, top + rowHeight - 1));
    const int bottom = placeLegend(row, top + rowHeight);
    const int overhang = bare_ ? 0 : 4;  // axis texts may stand nearer to the frame than the title
    const int below = look_.print.legend == LegendPlace::below ? legend_->height() : 0;
    placePlot(QRect(side - overhang, bottom + 4, inner + 2 * overhang,
                    std::max(20, height() - bottom - 4 - below - (bare_ ? 0 : kTop))));
}

int Panel::placeLegend(const QRect& row, int bottom) {
    const int side = bare_ ? 0 : kSide, inner = width() - 2 * side;
    const int legendWidth = legend_->rowWidth(), height = legend_->rowHeight();
    const LegendPlace place = look_.print.legend;
    if (legendWidth == 0 || place == LegendPlace::none) {
        legend_->setGeometry(side, bottom, 0, 0);
        return bottom;
    }
    if (place == LegendPlace::automatic && legendWidth <= row.width()) {
        legend_->setFolded(false);
        // Beside the title at the right; by itself where the eye begins to read.
        const int left = bare_ ? side : row.right() + 1 - legendWidth;
        legend_->setGeometry(left, row.top() + (row.height() - height) / 2, legendWidth, height);
        return bottom;
    }
    const int wanted = legend_->rowsIn(inner);
    if (place == LegendPlace::below) {
        legend_->setGeometry(side, this->height() - kTop - wanted * height, inner, wanted * height);
        return bottom;
    }
    // Without title and controls its rows begin at the top.
    const bool rowIsFree = bare_ && row.right() == width() - 1;
    const int first = rowIsFree ? row.top() : bottom;
    // What is on screen can be pointed at; a picture names all of it.
    const int spare = this->height() - first - 4 - roomAbovePlot() - axisHeight() - leastPlotHeight();
    const bool folds = bare_ && showsControls_ && wanted * height > spare;
    const int rows = folds ? 1 : wanted;
    legend_->setFolded(folds);
    legend_->setGeometry(side, first, inner, rows * height);
    return first + rows * height;
}

int Panel::leastPlotHeight() const {
    const double line = QFontMetricsF(fontFor(TextRole::small, look_)).height();
    return std::max(kLeastPlot, static_cast<int>(std::ceil(kLeastPlotLines * line)));
}

int Panel::axisHeight() const {
    // Half a line above, ticks and title below; the same whatever stands there just now, so that no panel
    // gets higher for having got higher.
    const double line = QFontMetricsF(fontFor(TextRole::small, look_)).height();
    return static_cast<int>(std::ceil(2.5 * line)) + 10;
}

int Panel::leastHeight(int heading) const {
    const int ownRow = controlsWidth() > 0 && headingForControls_.isEmpty() ? scaled(24, look_) : 0;
    return heading + ownRow + legend_->rowHeight() + 4 + roomAbovePlot() + axisHeight() + leastPlotHeight();
}

void Panel::announceControls() {
    const int width = controlsWidth();
    if (width == announcedWidth_) return;
    announcedWidth_ = width;
    Q_EMIT headingChanged();
}

int Panel::placeControls(int right, int top, int rowHeight) {
    for (std::size_t i = controls_.size(); i-- > 0;) {
        QWidget& control = *controls_[i];
        if (control.isHidden()) continue;
        const QSize size = control.sizeHint();
        control.setGeometry(right - size.width(), top + (rowHeight - size.height()) / 2, size.width(),
                            size.height());
        right -= size.width() + kControlGap;
    }
    return right;
}

void Panel::placePlot(const QRect& room) { plot_->setGeometry(room); }

}  // namespace featurescope::ui
