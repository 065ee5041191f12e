#include "ui/controls/readout_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/look/explanation_text.h"
#include "ui/look/number_format.h"
#include "ui/view_models/explanation.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

constexpr int kCellGap = 10;  // pixels

QString speedLabel(double stepsPerSecond) {
    if (!(stepsPerSecond > 0)) return numberLabel(kUndefined);
    return stepsPerSecond < 100 ? numberLabel(stepsPerSecond, stepsPerSecond < 10 ? 2 : 3)
                                : countLabel(std::llround(stepsPerSecond));
}

int textWidth(const QLabel& label) { return label.fontMetrics().horizontalAdvance(label.text()) + 1; }

}  // namespace

ReadoutBar::ReadoutBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("readoutBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kCellGap);
    step_ = addCell(QStringLiteral("readout-step"), tr("Step"), tr("Gradient steps since the start"), 74);
    cleanTestError_ =
        addCell(QStringLiteral("readout-test-error-clean"), tr("Clean test error"),
                tr("Share of new samples whose prediction differs from the label before any flipping"), 96);
    loss_ = addCell(QStringLiteral("readout-loss"), tr("Loss"),
                    tr("Mean loss over the training samples, in nats where it is the logistic loss"), 70);
    trainError_ = addCell(QStringLiteral("readout-train-error"), tr("Train error"),
                          tr("Share of training samples whose prediction differs from the given label"), 78);
    testError_ = addCell(QStringLiteral("readout-test-error"), tr("Noisy test error"),
                         tr("Share of test samples whose prediction differs from the noisy label"), 78);
    speed_ = addCell(QStringLiteral("readout-speed"), tr("Steps/s"),
                     tr("Training steps per second; a dash while paused"), 70);
    layout->addStretch(1);
}

void ReadoutBar::showSnapshot(const Snapshot& snapshot) {
    const Readouts readouts = readoutsOf(snapshot);
    show(step_, countLabel(readouts.step));
    show(cleanTestError_, percentLabel(readouts.testErrorClean));
    show(loss_, numberLabel(readouts.trainLoss));
    show(trainError_, percentLabel(readouts.trainError));
    show(testError_, percentLabel(readouts.testError));
    show(speed_, speedLabel(readouts.stepsPerSecond));
    explain(cleanTestError_, Observable::testErrorClean, snapshot);
    explain(loss_, Observable::trainLoss, snapshot);
    explain(trainError_, Observable::trainError, snapshot);
    explain(testError_, Observable::testError, snapshot);
}

void ReadoutBar::setLook(const Look& look) {
    for (const Cell& cell : cells_) {
        cell.caption->setFont(fontFor(TextRole::caption, look));
        cell.value->setFont(fontFor(TextRole::readout, look));
        cell.value->setMinimumWidth(std::max(scaled(cell.width, look), textWidth(*cell.value)));
    }
    setMinimumWidth(minimumSizeHint().width());
    updateGeometry();
    showWhatHasRoom();
}

void ReadoutBar::setSpeedVisible(bool visible) {
    showsSpeed_ = visible;
    updateGeometry();
    showWhatHasRoom();
}

QSize ReadoutBar::sizeHint() const {
    int width = -kCellGap;
    for (const Cell& cell : cells_) {
        if (showsSpeed_ || cell.value != speed_) width += widthOf(cell) + kCellGap;
    }
    return {width, minimumSizeHint().height()};
}

QSize ReadoutBar::minimumSizeHint() const {
    const Cell& first = cells_.front();
    return {widthOf(first), first.caption->sizeHint().height() + first.value->sizeHint().height()};
}

void ReadoutBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showWhatHasRoom();
}

int ReadoutBar::widthOf(const Cell& cell) const {
    return std::max(cell.caption->sizeHint().width(), cell.value->minimumWidth());
}

void ReadoutBar::showWhatHasRoom() {
    int used = 0;
    for (const Cell& cell : cells_) {
        used += widthOf(cell);
        const bool isShown = used <= width() && (showsSpeed_ || cell.value != speed_);
        cell.caption->setVisible(isShown);
        cell.value->setVisible(isShown);
        used += kCellGap;
    }
}

QLabel* ReadoutBar::addCell(const QString& name, const QString& caption, const QString& toolTip, int width) {
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    auto* captionLabel = new QLabel(caption, this);
    captionLabel->setProperty("muted", true);
    auto* value = new QLabel(numberLabel(kUndefined), this);
    value->setObjectName(name);
    value->setAccessibleName(caption);
    value->setProperty("caption", caption);
    value->setFocusPolicy(Qt::ClickFocus);  // for F1; by Tab the way to the charts would be longer
    captionLabel->setToolTip(toolTip);
    value->setToolTip(toolTip);
    column->addStretch(1);
    column->addWidget(captionLabel);
    column->addWidget(value);
    column->addStretch(1);
    static_cast<QHBoxLayout*>(layout())->addLayout(column);
    cells_.push_back({captionLabel, value, width, toolTip});
    return value;
}

void ReadoutBar::explain(const QLabel* value, Observable which, const Snapshot& snapshot) {
    const Explanation about = explanationOf(which, snapshot);
    for (const Cell& cell : cells_) {
        if (cell.value != value) continue;
        const QString text =
            cell.meaning + QLatin1Char('\n') +
            explanationText(about.formula, about.over, about.count, about.standardError, about.source);
        if (cell.value->toolTip() == text) return;
        cell.caption->setToolTip(text);
        cell.value->setToolTip(text);
    }
}

void ReadoutBar::show(QLabel* label, const QString& text) {
    if (label->text() == text) return;
    label->setText(text);
    label->setAccessibleName(tr("%1: %2").arg(label->property("caption").toString(), text));
    if (textWidth(*label) <= label->minimumWidth()) return;
    label->setMinimumWidth(textWidth(*label));  // a number is whole or not there
    updateGeometry();
    showWhatHasRoom();
}

}  // namespace featurescope::ui
