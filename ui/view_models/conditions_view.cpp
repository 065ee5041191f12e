#include "ui/view_models/conditions_view.h"

#include <algorithm>
#include <cmath>

#include "core/theory/xor_setting.h"
#include "ui/view_models/recorded_rows.h"

namespace featurescope::ui {
namespace {

Verdict trainingVerdict(const TimelineRow& row) {
    const double clean = row.values[Observable::trainErrorClean];
    const double corrupted = row.values[Observable::trainErrorNoisy];
    if (std::isnan(clean)) return Verdict::open;
    // Without corrupted samples nothing is asked of them.
    return clean == 0 && (std::isnan(corrupted) || corrupted == 1) ? Verdict::holds : Verdict::fails;
}

}  // namespace

std::optional<TheoremView> theoremView(const Snapshot& snapshot) {
    const DataTraits data = traitsOf(snapshot.spec.data);
    const double steps = theoremSteps(snapshot.spec.training.stepSize);
    if (!isPapersSetting(snapshot.spec) || !std::isfinite(steps)) return std::nullopt;
    TheoremView view{.steps = steps};
    view.cleanTest = !corruptsTestLabels(data.labelNoise->corruption);
    const std::size_t index = firstRowFrom(snapshot.timeline, std::ceil(steps));
    if (index >= rowsUpTo(snapshot.timeline, snapshot.step)) return view;
    const TimelineRow& row = snapshot.timeline[index];
    view.step = row.step;
    view.training = trainingVerdict(row);
    view.cleanError = row.values[Observable::trainErrorClean];
    view.corruptedError = row.values[Observable::trainErrorNoisy];
    view.generalisation = Verdict::open;
    const double testError = row.values[Observable::testError];
    view.testError = testError;
    if (std::isnan(testError) || data.trainSamples < 1) return view;
    // An adversary leaves the test labels clean: a rule that ignores the flips then errs on none of them,
    // not on a share eta.
    const double flippedInTest = view.cleanTest ? 0 : data.labelNoise->share;
    view.smallestC = generalisationConstant(testError, flippedInTest, static_cast<double>(data.trainSamples),
                                            kFailureProbability);
    if (view.smallestC <= 1) view.generalisation = Verdict::holds;
    return view;
}

std::optional<NeuronConditions> neuronConditions(const Snapshot& snapshot) {
    if (!snapshot.conditions) return std::nullopt;
    const ConditionValues& values = *snapshot.conditions;
    NeuronConditions result{.step = values.step,
                            .clusters = {},
                            .expected = static_cast<double>(snapshot.spec.network.neurons) / 4,
                            .orthogonal = values.orthogonality.inside,
                            .candidates = values.orthogonality.candidates,
                            .largestRatio = values.orthogonality.largestRatio,
                            .conclusion = values.conclusion};
    for (std::size_t c = 0; c < 4; ++c) {
        result.clusters[c] = {values.alignment.candidates[c], values.alignment.aligned[c]};
    }
    return result;
}

std::vector<RelatedTheorem> relatedTheorems(const Snapshot& snapshot) {
    DrawnFacts facts;
    if (snapshot.scene && snapshot.scene->orthogonality)
        facts.orthogonality = snapshot.scene->orthogonality->constant;
    return featurescope::relatedTheorems(snapshot.spec, facts);
}

}  // namespace featurescope::ui
