#include "ui/view_models/explanation.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/run/costly_values.h"
#include "core/theory/xor_setting.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Explanation", text); }

/// What an observable is taken over.
enum class Over {
    training,
    clean,
    corrupted,
    test,
    linearRule,
    outOfDistribution,
    neurons,
    neuronsWithOutput
};

struct Row {
    Observable which;
    const char *formula, *source;
    Over over;
};

constexpr const char* kSetting = QT_TRANSLATE_NOOP("Explanation", "setting of the paper, section 2");
constexpr const char* kFirst = QT_TRANSLATE_NOOP("Explanation", "Theorem 1, first conclusion");
constexpr const char* kSecond = QT_TRANSLATE_NOOP("Explanation", "Theorem 1, second conclusion");
constexpr const char* kAlignment =
    QT_TRANSLATE_NOOP("Explanation", "Lemmas 3, 4 and 6 at the start, Lemma 12 afterwards");

constexpr Row kRows[] = {
    {Observable::trainLoss, QT_TRANSLATE_NOOP("Explanation", "mean of %1"), kSetting, Over::training},
    {Observable::trainError, QT_TRANSLATE_NOOP("Explanation", "share with y ≠ sgn f(x)"), kFirst,
     Over::training},
    {Observable::trainErrorClean, QT_TRANSLATE_NOOP("Explanation", "share with y ≠ sgn f(x), where y = ỹ"),
     kFirst, Over::clean},
    {Observable::trainErrorNoisy, QT_TRANSLATE_NOOP("Explanation", "share with y ≠ sgn f(x), where y = −ỹ"),
     kFirst, Over::corrupted},
    {Observable::testError, QT_TRANSLATE_NOOP("Explanation", "share with y ≠ sgn f(x), for P(y ≠ sgn f(x))"),
     kSecond, Over::test},
    {Observable::testErrorClean,
     QT_TRANSLATE_NOOP("Explanation", "share with ỹ ≠ sgn f(x), for P(ỹ ≠ sgn f(x))"), kSecond, Over::test},
    {Observable::alignmentOwnMedian,
     QT_TRANSLATE_NOOP("Explanation", "median of |⟨wⱼ, μ⟩| / (‖wⱼ‖ ‖μ‖), μ the own mean"), kAlignment,
     Over::neuronsWithOutput},
    {Observable::alignmentCrossMedian,
     QT_TRANSLATE_NOOP("Explanation", "median of |⟨wⱼ, μ⟩| / (‖wⱼ‖ ‖μ‖), μ the other mean"), kAlignment,
     Over::neuronsWithOutput},
    {Observable::weightNorm, QT_TRANSLATE_NOOP("Explanation", "‖W‖_F = √(Σⱼ ‖wⱼ‖²)"),
     QT_TRANSLATE_NOOP("Explanation", "Lemma 14: at most 2αt"), Over::neurons},
    {Observable::alignmentOwnMean,
     QT_TRANSLATE_NOOP("Explanation", "mean of |⟨wⱼ, μ⟩| / (‖wⱼ‖ ‖μ‖), μ the own mean"), kAlignment,
     Over::neuronsWithOutput},
    {Observable::alignmentOwnShareAbove09,
     QT_TRANSLATE_NOOP("Explanation", "share with |⟨wⱼ, μ⟩| / (‖wⱼ‖ ‖μ‖) > 0.9, μ the own mean"), kAlignment,
     Over::neuronsWithOutput},
    {Observable::stableRank, QT_TRANSLATE_NOOP("Explanation", "‖W‖²_F / ‖W‖₂²"),
     QT_TRANSLATE_NOOP("Explanation", "not in the paper; 2 when two directions are all there is"),
     Over::neurons},
    {Observable::relativeDistance, QT_TRANSLATE_NOOP("Explanation", "‖W − W₀‖_F / ‖W₀‖_F"),
     QT_TRANSLATE_NOOP("Explanation", "not in the paper; small in lazy training"), Over::neurons},
    {Observable::testMarginCleanMean, QT_TRANSLATE_NOOP("Explanation", "mean of ỹ f(x)"),
     QT_TRANSLATE_NOOP("Explanation", "not in the paper; its law is that of the population"), Over::test},
    {Observable::rankPositive, QT_TRANSLATE_NOOP("Explanation", "‖W₊‖²_F / ‖W₊‖₂², rows with a > 0"),
     QT_TRANSLATE_NOOP("Explanation", "1 when they are parallel (arXiv 2310.18935)"),
     Over::neuronsWithOutput},
    {Observable::rankNegative, QT_TRANSLATE_NOOP("Explanation", "‖W₋‖²_F / ‖W₋‖₂², rows with a < 0"),
     QT_TRANSLATE_NOOP("Explanation", "1 when they are parallel (arXiv 2310.18935)"),
     Over::neuronsWithOutput},
    {Observable::marginRatio, QT_TRANSLATE_NOOP("Explanation", "max y f(x) / min y f(x)"),
     QT_TRANSLATE_NOOP("Explanation", "1 when all margins are equal (arXiv 2310.18935)"), Over::training},
    {Observable::ownPatternShare,
     QT_TRANSLATE_NOOP("Explanation", "share with ⟨wⱼ, xᵢ⟩ > 0 exactly when aⱼ yᵢ > 0"),
     QT_TRANSLATE_NOOP("Explanation", "not in the paper; 1 when every neuron answers to its own label"),
     Over::training},
    {Observable::thirdSingularRatio, QT_TRANSLATE_NOOP("Explanation", "s₃ / s₁ of W"),
     QT_TRANSLATE_NOOP("Explanation", "0 when W has rank two (arXiv 2210.07082)"), Over::neurons},
    {Observable::linearAgreement, QT_TRANSLATE_NOOP("Explanation", "share with sgn f(x) = sgn ⟨Σⱼ aⱼ wⱼ, x⟩"),
     QT_TRANSLATE_NOOP("Explanation", "1 when the boundary is a hyperplane (arXiv 2210.07082)"),
     Over::linearRule},
    {Observable::linearShare, QT_TRANSLATE_NOOP("Explanation", "mean of f_odd(x)² / mean of f(x)²"),
     QT_TRANSLATE_NOOP("Explanation", "not in the paper; 1 of a linear network"), Over::linearRule},
    {Observable::normalisedMargin,
     QT_TRANSLATE_NOOP("Explanation", "min y f(x) / ‖W‖_F, or / mean of ‖wⱼ‖² + aⱼ²"),
     QT_TRANSLATE_NOOP("Explanation",
                       "not in the paper; what training maximises in the end (arXiv 2002.04486)"),
     Over::training},
    {Observable::effectiveNeurons, QT_TRANSLATE_NOOP("Explanation", "(Σⱼ qⱼ)² / Σⱼ qⱼ², qⱼ = |aⱼ| ‖wⱼ‖"),
     QT_TRANSLATE_NOOP("Explanation", "not in the paper; m when all have the same share"), Over::neurons},
    {Observable::directionCosine, QT_TRANSLATE_NOOP("Explanation", "cos(Σⱼ aⱼ wⱼ, μ)"),
     QT_TRANSLATE_NOOP("Explanation", "1 of the best linear rule"), Over::neurons},
    {Observable::leadingCosine,
     QT_TRANSLATE_NOOP("Explanation", "|cos(v₁, μ)|, v₁ the first right singular vector of W"),
     QT_TRANSLATE_NOOP("Explanation", "1 when the spike is the feature (arXiv 2402.04980)"), Over::neurons},
    {Observable::singularRatio, QT_TRANSLATE_NOOP("Explanation", "s₁ / s₂ of W"),
     QT_TRANSLATE_NOOP("Explanation", "large when a spike stands out of the bulk (arXiv 2402.04980)"),
     Over::neurons},
    {Observable::energyAlong, QT_TRANSLATE_NOOP("Explanation", "‖W μ‖² / (‖μ‖² ‖W‖²_F)"),
     QT_TRANSLATE_NOOP("Explanation", "1/d of random weights (arXiv 2310.06110)"), Over::neurons},
    {Observable::kernelAlignment,
     QT_TRANSLATE_NOOP("Explanation", "yᵀK y / (‖K‖_F ‖y‖²), K the tangent kernel"),
     QT_TRANSLATE_NOOP("Explanation", "grows when features are learned (arXiv 2310.06110)"), Over::test},
    {Observable::trainNmse, QT_TRANSLATE_NOOP("Explanation", "mean of (f(x) − y)² / Var y*"),
     QT_TRANSLATE_NOOP("Explanation", "1 of the best constant"), Over::training},
    {Observable::testNmse, QT_TRANSLATE_NOOP("Explanation", "mean of (f(x) − y*)² / Var y*"),
     QT_TRANSLATE_NOOP("Explanation", "1 of the best constant"), Over::test},
    {Observable::excessRisk, QT_TRANSLATE_NOOP("Explanation", "mean of (f(x) − y*)²"),
     QT_TRANSLATE_NOOP("Explanation", "0 of the best predictor (arXiv 2410.06191)"), Over::test},
    {Observable::readoutMse,
     QT_TRANSLATE_NOOP("Explanation", "mean of (p(x) − y*)², p ridge regression on φ(⟨wⱼ, x⟩)"),
     QT_TRANSLATE_NOOP("Explanation", "what the features allow (arXiv 2402.04980)"), Over::test},
    {Observable::oodError, QT_TRANSLATE_NOOP("Explanation", "share with y ≠ sgn f(x), out of distribution"),
     QT_TRANSLATE_NOOP("Explanation",
                       "1/2 of a rule that looks at the simple feature only (arXiv 2210.01360)"),
     Over::outOfDistribution},
    {Observable::gradientFidelity,
     QT_TRANSLATE_NOOP("Explanation",
                       "median of the cosine of the surrogate gradient with that of 1{|z| < h}/h"),
     QT_TRANSLATE_NOOP("Explanation", "1 of the true derivative (arXiv 2103.00841)"), Over::neurons},
    {Observable::kernelRegressionNmse,
     QT_TRANSLATE_NOOP("Explanation", "mean of (p(x) − y*)² / Var y*, p kernel regression"),
     QT_TRANSLATE_NOOP("Explanation", "where lazy training ends (arXiv 2310.06110)"), Over::test},
    {Observable::kernelMarginError,
     QT_TRANSLATE_NOOP("Explanation", "share with y ≠ sgn p(x), p the kernel classifier of largest margin"),
     QT_TRANSLATE_NOOP("Explanation", "where training the second layer alone ends (arXiv 2002.04486)"),
     Over::test},
};

std::int64_t corruptedSamples(const Snapshot& snapshot) {
    if (!snapshot.scene) return 0;
    const ProjectedSamples& samples = snapshot.scene->samples;
    std::int64_t corrupted = 0;
    for (std::size_t i = 0; i < samples.labels.size(); ++i)
        corrupted += samples.labels[i] != samples.cleanLabels[i];
    return corrupted;
}

std::int64_t countOf(Over over, const Snapshot& snapshot) {
    const auto train =
        snapshot.scene ? static_cast<std::int64_t>(snapshot.scene->samples.labels.size()) : std::int64_t{0};
    switch (over) {
        case Over::training:
            return train;
        case Over::clean:
            return train - corruptedSamples(snapshot);
        case Over::corrupted:
            return corruptedSamples(snapshot);
        case Over::test:
            return testSamplesOf(snapshot.spec);
        case Over::linearRule:
            return linearRuleSamples(snapshot.spec);
        case Over::outOfDistribution:
            return traitsOf(snapshot.spec.data).oodSamples;
        case Over::neurons:
            return snapshot.spec.network.neurons;
        case Over::neuronsWithOutput:
            return std::ranges::count_if(snapshot.neurons.outputWeight, [](double a) { return a != 0; });
    }
    return 0;
}

QString overText(Over over) {
    switch (over) {
        case Over::training:
            return tr("over %1 training samples");
        case Over::clean:
            return tr("over %1 clean training samples");
        case Over::corrupted:
            return tr("over %1 corrupted training samples");
        case Over::test:
        case Over::linearRule:
            return tr("over %1 test samples");
        case Over::outOfDistribution:
            return tr("over %1 samples out of distribution");
        case Over::neurons:
        case Over::neuronsWithOutput:
            return tr("over %1 neurons");
    }
    return {};
}

bool isShareOfTheTestSet(Observable which) {
    return which == Observable::testError || which == Observable::testErrorClean;
}

}  // namespace

std::int64_t testSamplesOf(const ExperimentSpec& spec) { return featurescope::testSamplesOf(spec.data); }

std::optional<double> standardErrorOf(double share, std::int64_t samples) {
    if (samples < 1 || !(share >= 0 && share <= 1)) return std::nullopt;
    return std::sqrt(share * (1 - share) / static_cast<double>(samples));
}

Explanation explanationOf(Observable which, const Snapshot& snapshot) {
    for (const Row& row : kRows) {
        if (row.which != which) continue;
        const std::int64_t count = countOf(row.over, snapshot);
        Explanation explanation{tr(row.formula), tr(row.source), overText(row.over), count};
        if (which == Observable::trainLoss) {
            const Loss loss = snapshot.spec.training.loss;
            for (const auto& kind : NameTable<Loss>::kinds) {
                if (kind.kind != loss) continue;
                const QString help = QString::fromUtf8(kind.help.data(), std::ssize(kind.help));
                explanation.formula = recordOf(loss).couplesSamples ? help : explanation.formula.arg(help);
            }
        }
        // What the paper says holds in its own setting; the columns that came later are of any.
        constexpr Observable kLastOfThePaper = Observable::testMarginCleanMean;
        if (which <= kLastOfThePaper && !isPapersSetting(snapshot.spec))
            explanation.source = tr("the paper speaks of another setting");
        if (isShareOfTheTestSet(which))
            explanation.standardError = standardErrorOf(lastKnown(snapshot, which), count);
        return explanation;
    }
    return {};
}

}  // namespace featurescope::ui
