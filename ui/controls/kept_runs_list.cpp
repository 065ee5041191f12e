#include "ui/controls/kept_runs_list.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace featurescope::ui {

KeptRunsList::KeptRunsList(QWidget* parent)
    : QWidget(parent), rows_(new QVBoxLayout), empty_(new QLabel(this)), sameStep_(new QCheckBox(this)) {
    setObjectName(QStringLiteral("keptRuns"));
    empty_->setText(
        tr("No run is kept yet. K keeps the present one; a change that starts anew keeps the old one."));
    empty_->setWordWrap(true);
    empty_->setProperty("muted", true);
    sameStep_->setObjectName(QStringLiteral("keptRuns/sameStep"));
    sameStep_->setText(tr("All at the step of the present run"));
    sameStep_->setAccessibleName(sameStep_->text());
    sameStep_->setToolTip(tr("Off: each kept run stays at the step it was left at (Space)"));
    sameStep_->setChecked(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(empty_);
    layout->addLayout(rows_);
    layout->addWidget(sameStep_);
    setMinimumWidth(380);
    connect(sameStep_, &QCheckBox::toggled, this, &KeptRunsList::sameStepChosen);
    sameStep_->hide();
}

void KeptRunsList::show(const std::vector<KeptRunText>& runs) {
    if (runs == runs_) return;
    runs_ = runs;
    while (QLayoutItem* item = rows_->takeAt(0)) {
        // A button of the row may be what has brought us here.
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < static_cast<int>(runs.size()); ++i)
        rows_->addWidget(makeRow(i, runs[static_cast<std::size_t>(i)]));
    empty_->setVisible(runs.empty());
    sameStep_->setVisible(!runs.empty());
    adjustSize();
}

QWidget* KeptRunsList::makeRow(int index, const KeptRunText& run) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* text = new QLabel(QStringLiteral("%1   %2 · %3").arg(run.name, run.difference, run.step), row);
    text->setWordWrap(true);
    layout->addWidget(text, 1);
    const auto button = [&](const QString& part, const QString& title, const QString& tip) {
        auto* made = new QPushButton(title, row);
        made->setObjectName(QStringLiteral("keptRun%1/%2").arg(index).arg(part));
        made->setAccessibleName(tr("%1: run %2").arg(title, run.name));
        made->setToolTip(tip);
        layout->addWidget(made);
        return made;
    };
    connect(button(QStringLiteral("go"), tr("Go back to it"),
                   tr("Make it the present run again; the present one is kept in its place (Space)")),
            &QPushButton::clicked, this, [this, index] { Q_EMIT goWanted(index); });
    connect(button(QStringLiteral("remove"), tr("Remove"), tr("Stop comparing with this run (Space)")),
            &QPushButton::clicked, this, [this, index] { Q_EMIT removeWanted(index); });
    return row;
}

}  // namespace featurescope::ui
