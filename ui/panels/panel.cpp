#include "ui/panels/panel.h"

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
    : QFrame(parent), title_(new QLabel(title, this)), legend_(new Legend(this)), plot_(new PlotView(this)) {
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
    layoutCard();
}

double Panel::takePaintTime() {
    double time = 0;
    for (PlotView* plot : findChildren<PlotView*>()) time += plot->takePaintTime();
    return time;
}

QRect Panel::plotRectInPanel() const { return plot_->plotRect().toRect().translated(plot_->pos()); }

void Panel::setTitle(const QString& title) {
    if (title_->text() == title) return;
    title_->setText(title);
    setAccessibleName(title);
    plot_->setAccessibleName(tr("Plot: %1").arg(title));
    layoutCard();
    Q_EMIT headingChanged();
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

QString Panel::title() const { return title_->text(); }

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
    const QSize title = bare_ ? QSize(0, 0) : title_->sizeHint();
    const int legendWidth = legend_->rowWidth();
    const bool inHeading = bare_ && !headingForControls_.isEmpty();
    int rowHeight = std::max(title.height(), legendWidth > 0 ? legend_->rowHeight() : 0);
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
    title_->setGeometry(side, top, std::max(0, std::min(title.width(), right - side)), rowHeight);
    int bottom = top + rowHeight;
    if (legendWidth == 0) {
        legend_->setGeometry(side, bottom, 0, 0);
    } else if (title.width() + (bare_ ? 0 : 16) + legendWidth <= right - side) {
        legend_->setFolded(false);
        // Beside the title at the right; by itself where the eye begins to read.
        legend_->setGeometry(bare_ ? side : right - legendWidth, top + (rowHeight - legend_->rowHeight()) / 2,
                             legendWidth, legend_->rowHeight());
    } else {
        if (bare_ && right == width() - side) bottom = top;
        // What is on screen can be pointed at; a picture names all of it.
        const int wanted = legend_->rowsIn(inner);
        const int spare = height() - bottom - 4 - axisHeight() - leastPlotHeight();
        const bool folds = bare_ && showsControls_ && wanted * legend_->rowHeight() > spare;
        const int rows = folds ? 1 : wanted;
        legend_->setFolded(folds);
        legend_->setGeometry(side, bottom, inner, rows * legend_->rowHeight());
        bottom += rows * legend_->rowHeight();
    }
    const int overhang = bare_ ? 0 : 4;  // axis texts may stand nearer to the frame than the title
    placePlot(QRect(side - overhang, bottom + 4, inner + 2 * overhang,
                    std::max(20, height() - bottom - 4 - (bare_ ? 0 : top))));
}

int Panel::leastPlotHeight() const {
    const double line = QFontMetricsF(fontFor(TextRole::small, look_)).height();
    return std::max(kLeastPlot, static_cast<int>(std::ceil(kLeastPlotLines * line)));
}

int Panel::axisHeight() const {
    // Half a line above, ticks and title below; the same whatever stands there just now, so that no panel
    // gets higher for having got higher.
    const double line = QFontMetricsF(fontFor(TextRole::small, look_)).height();
    return static_cast<int>(std::ceil(2.5 * line)) + 8;
}

int Panel::leastHeight(int heading) const {
    const int ownRow = controlsWidth() > 0 && headingForControls_.isEmpty() ? scaled(24, look_) : 0;
    return heading + ownRow + legend_->rowHeight() + 4 + axisHeight() + leastPlotHeight();
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
