#include "ui/panels/panel.h"

#include <QLabel>
#include <QVariant>

#include "ui/panels/legend.h"
#include "ui/panels/plot_view.h"

namespace featurescope::ui {
namespace {

constexpr int kSide = 14;
constexpr int kTop = 10;

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
    plot_->setLook(look);
    layoutCard();
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

void Panel::setBare(bool bare) {
    bare_ = bare;
    title_->setVisible(!bare);
    setProperty("card", !bare);
    layoutCard();
}

QString Panel::title() const { return title_->text(); }

void Panel::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    layoutCard();
}

void Panel::layoutCard() {
    const int side = bare_ ? 0 : kSide;
    const int inner = width() - 2 * side;
    if (inner <= 0) return;
    const QSize title = bare_ ? QSize(0, 0) : title_->sizeHint();
    const int legendWidth = legend_->rowWidth();
    const int rowHeight = std::max(title.height(), legendWidth > 0 ? legend_->rowHeight() : 0);
    const int top = bare_ ? 0 : kTop;
    title_->setGeometry(side, top, std::min(title.width(), inner), rowHeight);
    int bottom = top + rowHeight;
    const int gap = bare_ ? 0 : 16;
    if (title.width() + gap + legendWidth <= inner) {
        // Beside the title at the right; by itself where the eye begins to read.
        const int left = bare_ ? 0 : width() - side - legendWidth;
        legend_->setGeometry(left, top + (rowHeight - legend_->rowHeight()) / 2, legendWidth,
                             legend_->rowHeight());
    } else {
        const int rows = legend_->rowsIn(inner);
        if (bare_) bottom = top;
        legend_->setGeometry(side, bottom, inner, rows * legend_->rowHeight());
        bottom += rows * legend_->rowHeight();
    }
    plot_->setGeometry(side - (bare_ ? 0 : 4), bottom + 4, inner + (bare_ ? 0 : 8),
                       std::max(20, height() - bottom - 4 - (bare_ ? 0 : 10)));
}

}  // namespace featurescope::ui
