#include "ui/view_models/margins_view.h"

#include <algorithm>
#include <cmath>

#include "core/theory/predictions.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

constexpr int kMostTicks = 8;
constexpr double kBins = 48;  // about

struct Range {
    double low = 0, high = 0;
    void add(double value) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

void count(const std::vector<float>& margins, MarginHistogram& histogram, std::vector<int>& bins) {
    const auto size = static_cast<double>(bins.size());
    for (const float margin : margins) {
        const double position = (margin - histogram.low) / (histogram.high - histogram.low) * size;
        if (!std::isfinite(position)) {
            ++histogram.clipped;
            continue;
        }
        ++bins[static_cast<std::size_t>(std::clamp(position, 0.0, size - 1))];
    }
}

}  // namespace

int MarginHistogram::largest() const {
    int most = 0;
    for (const auto* bins : {&clean, &corrupted}) {
        for (const int bin : *bins) most = std::max(most, bin);
    }
    return most;
}

MarginHistogram marginHistogram(const MarginValues& margins, const std::vector<double>& alsoShown) {
    Range range;
    for (const auto* values : {&margins.clean, &margins.corrupted}) {
        for (const float value : *values) range.add(value);
    }
    for (const double value : alsoShown) range.add(value);
    MarginHistogram histogram;
    // Below this a float's interval underflows; nothing is to be seen there.
    if (range.high - range.low > 1e-30) {
        histogram.interval = niceInterval(range.high - range.low, kMostTicks);
        histogram.low = std::floor(range.low / histogram.interval + 1e-9) * histogram.interval;
        histogram.high = std::ceil(range.high / histogram.interval - 1e-9) * histogram.interval;
    }
    const double intervals = std::round((histogram.high - histogram.low) / histogram.interval);
    const auto bins = static_cast<std::size_t>(intervals * std::max(1.0, std::round(kBins / intervals)));
    histogram.clean.assign(bins, 0);
    histogram.corrupted.assign(bins, 0);
    count(margins.clean, histogram, histogram.clean);
    count(margins.corrupted, histogram, histogram.corrupted);
    return histogram;
}

std::optional<double> MarginComparison::deviation() const {
    if (!law || *law == 0 || !std::isfinite(measured)) return std::nullopt;
    return (measured - *law) / *law;
}

MarginComparison compareMargin(const ExperimentSpec& spec, std::int64_t step, double measured) {
    MarginComparison comparison{.measured = measured, .law = {}};
    const std::optional<PredictedRun> run = predictedRunOf(spec);
    if (!run) return comparison;
    for (const Prediction& prediction : predictions()) {
        if (prediction.id == "margin-law") comparison.law = prediction.at(*run, step);
    }
    return comparison;
}

}  // namespace featurescope::ui
