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
}

void Panel::describe(const QString& text) {
    setAccessibleDescription(text);
    plot_->setAccessibleDescription(text);
}

void Panel::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    layoutCard();
}

void Panel::layoutCard() {
    const int inner = width() - 2 * kSide;
    if (inner <= 0) return;
    const QSize title = title_->sizeHint();
    const int rowHeight = std::max(title.height(), legend_->rowHeight());
    title_->setGeometry(kSide, kTop, std::min(title.width(), inner), rowHeight);
    int bottom = kTop + rowHeight;
    const int legendWidth = legend_->rowWidth();
    if (title.width() + 16 + legendWidth <= inner) {
        legend_->setGeometry(width() - kSide - legendWidth, kTop + (rowHeight - legend_->rowHeight()) / 2,
                             legendWidth, legend_->rowHeight());
    } else {
        const int rows = legend_->rowsIn(inner);
        legend_->setGeometry(kSide, bottom, inner, rows * legend_->rowHeight());
        bottom += rows * legend_->rowHeight();
    }
    plot_->setGeometry(kSide - 4, bottom + 4, inner + 8, std::max(20, height() - bottom - 4 - 10));
}

}  // namespace featurescope::ui
