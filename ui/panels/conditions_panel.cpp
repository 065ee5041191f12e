#include "ui/panels/conditions_panel.h"

#include <algorithm>
#include <cmath>

#include "ui/look/explanation_text.h"
#include "ui/look/number_format.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/conditions_view.h"
#include "ui/view_models/explanation.h"

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

QString neuronSetsText() {
    return ConditionsPanel::tr("Jμ: neurons by the sign of a and of their own projection at step 0 (C₀ → ∞)");
}

QString counted(std::size_t count) { return countLabel(static_cast<std::int64_t>(count)); }

}  // namespace

ConditionsPanel::ConditionsPanel(QWidget* parent)
    : Panel(QStringLiteral("conditions"), tr("Conditions of the proof"), parent),
      table_(new TableLayer(plot())),
      pointer_(new PlotPointer(
          plot(), [this](const QPointF& pixel) { return table_->meaningAt(pixel); }, this)) {
    plot().setGridVisible(false);
    plot().setAxesVisible(false);
    setCaption(neuronSetsText());
}

PanelNeeds ConditionsPanel::needs() const {
    return {.parts = PartSet().with(SnapshotPart::conditions), .wantsTheory = true};
}

void ConditionsPanel::showContent(const PanelContent& content) {
    std::vector<TableSection> sections;
    for (const RelatedTheorem& theorem : relatedTheorems(*content.snapshot))
        sections.push_back(relatedSection(theorem));
    // Where another paper has the word the theorem of this one has nothing to say.
    setCaption(sections.empty() ? neuronSetsText() : QString());
    if (sections.empty())
        sections = {theoremSection(*content.snapshot), neuronSection(*content.snapshot),
                    assumptionSection(content)};
    if (table_->setSections(std::move(sections), tr("enlarge for the rest"))) plot().refresh();
    pointer_->refresh();
}

void ConditionsPanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
}

QString ConditionsPanel::summary() const { return spokenText(table_->sections()); }

TableSection ConditionsPanel::relatedSection(const RelatedTheorem& theorem) const {
    TableSection section{fromCore(theorem.paper), {}, fromCore(theorem.remark)};
    for (const RelatedCondition& condition : theorem.conditions) {
        QString statement = fromCore(condition.statement);
        if (!condition.name.empty()) statement = fromCore(condition.name) + QStringLiteral("  ") + statement;
        Lamp lamp = Lamp::none;
        if (condition.holds) lamp = *condition.holds ? Lamp::holds : Lamp::fails;
        const bool isOfC = condition.statement.find('C') != std::string_view::npos;
        section.rows.push_back(
            {{statement,
              isOfC ? tr("C ≤ %1").arg(numberLabel(condition.value)) : numberLabel(condition.value)},
             lamp,
             false,
             isOfC ? tr("%1 solved for C, with the numbers of this run (δ = %2)")
                         .arg(fromCore(condition.statement), numberLabel(kRelatedFailureProbability, 1))
                   : fromCore(condition.statement)});
    }
    return section;
}

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
    const auto samples =
        snapshot.scene ? static_cast<std::int64_t>(snapshot.scene->samples.labels.size()) : 0;
    section.rows.push_back(
        {{tr("clean samples right, corrupted wrong"), textOf(theorem->training)},
         lampOf(theorem->training),
         true,
         explanationText(tr("sgn f(xᵢ) = ỹᵢ for every training sample"), tr("over %1 training samples"),
                         samples, std::nullopt, tr("Theorem 1, first conclusion"))});
    // With clean test labels the measured error is that against the clean label.
    const QString bound =
        theorem->cleanTest ? tr("P(ỹ ≠ sgn f) ≤ C √(log(1/δ)/n)") : tr("P(y ≠ sgn f) ≤ η + C √(log(1/δ)/n)");
    const std::int64_t tested = testSamplesOf(snapshot.spec);
    section.rows.push_back(
        {{bound, textOf(theorem->generalisation)},
         lampOf(theorem->generalisation),
         true,
         explanationText(theorem->cleanTest ? tr("share of test samples with ỹ ≠ sgn f(x); an adversary "
                                                 "leaves test labels clean, so that η is "
                                                 "not in the bound")
                                            : tr("share of test samples with y ≠ sgn f(x); their labels are "
                                                 "flipped as the training labels are"),
                         tr("over %1 test samples"), tested, standardErrorOf(theorem->testError, tested),
                         tr("Theorem 1, second conclusion"))});
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
        remark << tr("At step %1, %2 of %3 clean samples are right and %4 of %5 corrupted ones wrong.")
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
    section.rows.push_back({{tr("at the start"), tr("neurons"), tr("m/4"), tr("aligned")}});
    const QString names[] = {tr("towards +μ₁"), tr("towards −μ₁"), tr("towards +μ₂"), tr("towards −μ₂")};
    for (std::size_t c = 0; c < 4; ++c) {
        const ClusterNeurons& cluster = now->clusters[c];
        section.rows.push_back(
            {{names[c], counted(cluster.candidates), numberLabel(now->expected),
              shareOf(cluster.aligned, cluster.candidates)},
             Lamp::none,
             false,
             explanationText(
                 tr("The set J of the paper: a and ⟨w, μ⟩ at step 0 have the sign of the cluster. Aligned "
                    "(Condition 9): ⟨w, x⟩ > 0 for all its samples, ≤ 0 for all of the opposite cluster"),
                 tr("over %1 neurons of J"), static_cast<std::int64_t>(cluster.candidates), std::nullopt,
                 tr("Condition 9, section 4 of the paper"))});
    }
    section.rows.push_back(
        {{tr("almost orthogonal"), QString(), QString(), shareOf(now->orthogonal, now->candidates)},
         Lamp::none,
         false,
         explanationText(tr("|⟨w, μ other⟩| ≤ 3α|a|"), tr("over %1 neurons"),
                         static_cast<std::int64_t>(now->candidates), std::nullopt,
                         tr("Condition 10, section 4 of the paper"))});
    section.remark =
        tr("Aligned (Condition 9): active on all samples of the own cluster and on none of the opposite "
           "one. Almost orthogonal (Condition 10): |⟨w, μ other⟩| ≤ 3α|a|; the largest is %1 α|a|.")
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
        section.rows.push_back(
            {{fromCore(row.name) + QStringLiteral("  ") + fromCore(row.statement), value,
              binds ? tr("binds") : QString()},
             Lamp::none,
             binds,
             tr("%1 solved for C, from the settings of the run\nAssumption %2 of the paper")
                 .arg(fromCore(row.statement), fromCore(row.name))});
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
