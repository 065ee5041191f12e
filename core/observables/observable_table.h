#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace featurescope {

/// Every curve of the program, in the order of the columns of metrics.csv (the column "step" comes before).
/// New ones go to the end. Labels and functions are in observable_table.cpp, formulas for the window in
/// ui/view_models/explanation.cpp.
enum class Observable : std::size_t {
    trainLoss,
    trainError,
    trainErrorClean,
    trainErrorNoisy,
    testError,
    testErrorClean,
    alignmentOwnMedian,
    alignmentCrossMedian,
    weightNorm,
    alignmentOwnMean,
    alignmentOwnShareAbove09,
    stableRank,
    relativeDistance,
    testMarginCleanMean,
    rankPositive,
    rankNegative,
    marginRatio,
    ownPatternShare,
    thirdSingularRatio,
    linearAgreement,
    linearShare,
    normalisedMargin,
    effectiveNeurons,
    directionCosine,
    leadingCosine,
    singularRatio,
    energyAlong,
    kernelAlignment,
    trainNmse,
    testNmse,
    excessRisk,
    readoutMse,
    oodError,
    gradientFidelity,
    kernelRegressionNmse,
    kernelMarginError,
    count
};

inline constexpr std::size_t kObservableCount = static_cast<std::size_t>(Observable::count);
/// Value of an observable that is not defined (no corrupted samples, no means) or was not measured.
inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// The values of all observables at one step.
struct Measurement {
    std::array<double, kObservableCount> values = [] {
        std::array<double, kObservableCount> undefined{};
        undefined.fill(kUndefined);
        return undefined;
    }();

    double& operator[](Observable which) { return values[static_cast<std::size_t>(which)]; }
    double operator[](Observable which) const { return values[static_cast<std::size_t>(which)]; }
};

/// How an observable is written and drawn.
struct ObservableInfo {
    Observable which;
    std::string_view id;     ///< column name in metrics.csv, "train_loss"
    std::string_view label;  ///< for people, "Training loss"
    std::string_view help;   ///< its definition in one sentence
};

/// One row per observable, in the order of the enum.
std::span<const ObservableInfo> observables();
/// The observable whose id this is, or nothing.
std::optional<Observable> observableNamed(std::string_view id);

}  // namespace featurescope
