#include "ui/panels/conditions_panel.h"

#include <algorithm>
#include <cmath>

#include "ui/look/number_format.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/conditions_view.h"

namespace featurescope::ui {
namespace {

Lamp lampOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::notYet:
            return Lamp::notYet;
        case Verdict::holds:
            return Lamp::holds;
        case Verdict::fails:
            return Lamp::fails;
        case Verdict::open:
            return Lamp::open;
    }
    return Lamp::open;
}

QString textOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::notYet:
            return ConditionsPanel::tr("not yet");
        case Verdict::holds:
            return ConditionsPanel::tr("holds");
        case Verdict::fails:
            return ConditionsPanel::tr("fails");
        case Verdict::open:
            return ConditionsPanel::tr("open");
    }
    return {};
}

QString shareOf(std::size_t part, std::size_t whole) {
    return whole == 0 ? numberLabel(kUndefined)
                      : percentLabel(static_cast<double>(part) / static_cast<double>(whole));
}

QString counted(std::size_t count) { return countLabel(static_cast<std::int64_t>(count)); }

}  // namespace

ConditionsPanel::ConditionsPanel(QWidget* parent)
    : Panel(QStringLiteral("conditions"), tr("Conditions of the proof"), parent),
      table_(new TableLayer(plot())) {
    plot().setGridVisible(false);
    plot().setAxesVisible(false);
    setCaption(tr("Jμ: neurons by the sign of a and of their own projection at step 0 (C₀ → ∞)"));
}

PanelNeeds ConditionsPanel::needs() const {
    return {.parts = PartSet().with(SnapshotPart::conditions), .wantsTheory = true};
}

void ConditionsPanel::showContent(const PanelContent& content) {
    std::vector<TableSection> sections{theoremSection(*content.snapshot), neuronSection(*content.snapshot),
                                       assumptionSection(content)};
    if (table_->setSections(std::move(sections), tr("enlarge for the rest"))) plot().refresh();
}

QString ConditionsPanel::summary() const { return spokenText(table_->sections()); }

TableSection ConditionsPanel::theoremSection(const Snapshot& snapshot) const {
    const auto theorem = theoremView(snapshot);
    if (!theorem) {
        return {tr("Theorem 1"), {}, tr("It speaks of XOR clusters and a step size above 0.")};
    }
    const QString steps = tr("T = 1 + 1/(4α) = %1").arg(numberLabel(theorem->steps));
    TableSection section;
    // A tiny step size puts T beyond every step there is.
    const double at = theorem->step ? static_cast<double>(*theorem->step) : std::ceil(theorem->steps);
    section.heading = tr("Theorem 1, at step %1 (%2)").arg(tickLabel(at, 1), steps);
    section.rows.push_back({{tr("clean samples right, corrupted wrong"), textOf(theorem->training)},
                            lampOf(theorem->training),
                            true});
    section.rows.push_back({{tr("P(y ≠ sgn f) ≤ η + C √(log(1/δ)/n)"), textOf(theorem->generalisation)},
                            lampOf(theorem->generalisation),
                            true});
    if (!theorem->step) return section;
    QStringList remark;
    remark << tr("Clean right %1, corrupted wrong %2.")
                  .arg(percentLabel(1 - theorem->cleanError), percentLabel(theorem->corruptedError));
    remark << (std::isnan(theorem->smallestC)
                   ? tr("The test error was not measured at that step.")
                   : tr("The bound is true from C = %1 on (δ = %2).")
                         .arg(numberLabel(theorem->smallestC), numberLabel(kFailureProbability, 1)));
    if (const auto now = neuronConditions(snapshot)) {
        const TrainingConclusion& all = now->conclusion;
        remark << tr("At step %1 %2 of %3 clean samples are right and %4 of %5 corrupted ones wrong.")
                      .arg(countLabel(now->step), counted(all.cleanRight), counted(all.clean),
                           counted(all.flippedWrong), counted(all.flipped));
    }
    section.remark = remark.join(QLatin1Char(' '));
    return section;
}

TableSection ConditionsPanel::neuronSection(const Snapshot& snapshot) const {
    const auto now = neuronConditions(snapshot);
    if (!now) return {tr("Neurons"), {}, tr("Not known for these data, or not computed yet.")};
    TableSection section{tr("Neurons, step %1").arg(countLabel(now->step)), {}, {}};
    section.rows.push_back({{tr("set"), tr("neurons"), tr("m/4"), tr("Condition 9")}});
    const QString names[] = {tr("J at +μ₁"), tr("J at −μ₁"), tr("J at +μ₂"), tr("J at −μ₂")};
    for (std::size_t c = 0; c < 4; ++c) {
        const ClusterNeurons& cluster = now->clusters[c];
        section.rows.push_back({{names[c], counted(cluster.candidates), numberLabel(now->expected),
                                 shareOf(cluster.aligned, cluster.candidates)}});
    }
    section.rows.push_back(
        {{tr("Condition 10"), QString(), QString(), shareOf(now->orthogonal, now->candidates)}});
    section.remark =
        tr("Condition 9: active on all samples of the own cluster and on none of the opposite one. "
           "Condition 10: |⟨w, μ other⟩| ≤ 3α|a|; the largest is %1 α|a|.")
            .arg(numberLabel(now->largestRatio));
    return section;
}

TableSection ConditionsPanel::assumptionSection(const PanelContent& content) const {
    TableSection section{tr("Assumptions: the largest C each allows"), {}, {}};
    const bool known = content.theory && content.theory->runId == content.snapshot->runId;
    if (!known || !content.theory->applies) {
        section.remark =
            known ? tr("They speak of XOR clusters with Gaussian noise.") : tr("Not computed yet.");
        return section;
    }
    const AssumptionCheck& check = content.theory->assumptions;
    for (std::size_t i = 0; i < check.rows.size(); ++i) {
        const Assumption& row = check.rows[i];
        const bool binds = i == check.binding;
        const QString value = row.smallestC > 0
                                  ? tr("%1 to %2").arg(numberLabel(row.smallestC), numberLabel(row.largestC))
                                  : numberLabel(row.largestC);
        section.rows.push_back({{fromCore(row.name) + QStringLiteral("  ") + fromCore(row.statement), value,
                                 binds ? tr("binds") : QString()},
                                Lamp::none,
                                binds});
    }
    section.remark =
        (check.compatible()
             ? tr("All seven hold together for C from %1 to %2. ")
                   .arg(numberLabel(std::max(1.0, check.smallestC())), numberLabel(check.largestC()))
             : tr("No C > 1 satisfies all seven at once. ")) +
        tr("C is an absolute constant that the paper does not compute: the theorem holds for a C > 1 that is "
           "large enough, so this says how far inside its regime a setting is (δ = %1).")
            .arg(numberLabel(content.theory->failureProbability, 1));
    return section;
}

}  // namespace featurescope::ui
