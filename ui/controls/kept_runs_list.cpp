#include "ui/controls/kept_runs_list.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "ui/fields/spin_boxes.h"

namespace featurescope::ui {

KeptRunsList::KeptRunsList(QWidget* parent)
    : QWidget(parent),
      column_(new QVBoxLayout),
      choices_(new QButtonGroup(this)),
      empty_(new QLabel(this)),
      sameStep_(new QCheckBox(this)),
      forgetAll_(new QPushButton(tr("Forget all"), this)) {
    setObjectName(QStringLiteral("keptRuns"));
    empty_->setText(tr(
        "The present run is compared with none. K keeps it to compare with; after a change, “Compare” above "
        "the charts does so with the run before."));
    empty_->setWordWrap(true);
    empty_->setProperty("muted", true);
    sameStep_->setObjectName(QStringLiteral("keptRuns/sameStep"));
    sameStep_->setText(tr("All at the step of the present run"));
    sameStep_->setAccessibleName(sameStep_->text());
    sameStep_->setToolTip(tr("Off: each kept run stands at a step of its own, chosen in its line (Space)"));
    sameStep_->setChecked(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(empty_);
    layout->addLayout(column_);
    layout->addWidget(sameStep_);
    forgetAll_->setObjectName(QStringLiteral("keptRuns/forgetAll"));
    forgetAll_->setAccessibleName(forgetAll_->text());
    forgetAll_->setToolTip(tr("Stop comparing with any of them (Space)"));
    layout->addWidget(forgetAll_, 0, Qt::AlignRight);
    connect(forgetAll_, &QPushButton::clicked, this, &KeptRunsList::forgetAllWanted);
    forgetAll_->hide();
    setMinimumWidth(460);
    connect(sameStep_, &QCheckBox::toggled, this, [this](bool same) {
        for (const Row& row : rows_) row.step->setEnabled(!same);
        Q_EMIT sameStepChosen(same);
    });
    sameStep_->hide();
}

void KeptRunsList::show(const std::vector<KeptRunText>& runs) {
    if (runs == runs_) return;
    runs_ = runs;
    // Lines stay as long as there are as many runs: somebody may be typing in one of them.
    while (rows_.size() > runs.size()) {
        rows_.back().whole->hide();
        // A button of the row may be what has brought us here.
        rows_.back().whole->deleteLater();
        rows_.pop_back();
    }
    while (rows_.size() < runs.size()) rows_.push_back(makeRow(static_cast<int>(rows_.size())));
    for (std::size_t i = 0; i < runs.size(); ++i) fill(rows_[i], runs[i]);
    empty_->setVisible(runs.empty());
    sameStep_->setVisible(!runs.empty());
    forgetAll_->setVisible(!runs.empty());
    adjustSize();
}

KeptRunsList::Row KeptRunsList::makeRow(int index) {
    Row row{};
    row.whole = new QWidget(this);
    auto* layout = new QHBoxLayout(row.whole);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](auto* control, const char* part, const QString& tip) {
        control->setObjectName(QStringLiteral("keptRun%1/%2").arg(index).arg(QLatin1String(part)));
        control->setToolTip(tip);
        layout->addWidget(control);
        return control;
    };
    row.choice = add(new QRadioButton(row.whole), "select",
                     tr("Show this one beside the present run in the input space (Space)"));
    row.text = new QLabel(row.whole);
    layout->addStretch(1);
    layout->addWidget(row.text);
    row.step = add(new CountSpinBox(row.whole), "step", tr("The step at which it stands (Up, Down)"));
    row.step->setKeyboardTracking(false);
    row.step->setEnabled(!sameStep_->isChecked());
    row.go = add(new QPushButton(tr("Go to it"), row.whole), "go",
                 tr("Make it the present run again, at the step at which it stands; the two change places "
                    "(Space)"));
    row.remove =
        add(new QPushButton(tr("Forget"), row.whole), "remove", tr("Stop comparing with this run (Space)"));
    connect(row.choice, &QRadioButton::clicked, this, [this, index] { Q_EMIT selectWanted(index); });
    connect(row.step, &QSpinBox::valueChanged, this,
            [this, index](int step) { Q_EMIT stepWanted(index, step); });
    connect(row.go, &QPushButton::clicked, this, [this, index] { Q_EMIT goWanted(index); });
    connect(row.remove, &QPushButton::clicked, this, [this, index] { Q_EMIT removeWanted(index); });
    for (QWidget* part : row.whole->findChildren<QWidget*>()) part->setFont(font());
    choices_->addButton(row.choice);
    column_->addWidget(row.whole);
    return row;
}

void KeptRunsList::fill(Row& row, const KeptRunText& run) {
    row.choice->setText(run.name);
    row.choice->setAccessibleName(tr("Beside the present run: run %1").arg(run.name));
    if (run.isSelected) row.choice->setChecked(true);
    row.text->setText(run.step);
    row.go->setAccessibleName(tr("%1: run %2").arg(row.go->text(), run.name));
    row.remove->setAccessibleName(tr("%1: run %2").arg(row.remove->text(), run.name));
    row.step->setAccessibleName(tr("Step of run %1").arg(run.name));
    const QSignalBlocker quiet(row.step);
    row.step->setMaximum(
        static_cast<int>(std::min<std::int64_t>(run.trainedTo, std::numeric_limits<int>::max())));
    if (!row.step->hasFocus())
        row.step->setValue(static_cast<int>(std::min<std::int64_t>(run.shown, row.step->maximum())));
}

}  // namespace featurescope::ui
