#include "core/recording/markers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace featurescope {
namespace {

/// A landmark that is found by measuring.
struct MeasuredLandmark {
    Landmark landmark;
    Observable observable;
    bool (*holds)(double value);
};

constexpr std::array kMeasured{
    MeasuredLandmark{Landmark::xorShaped, Observable::testErrorClean,
                     [](double error) { return error < 0.05; }},
    MeasuredLandmark{Landmark::halfAligned, Observable::alignmentOwnMedian,
                     [](double cos) { return cos >= 0.5; }},
    MeasuredLandmark{Landmark::aligned, Observable::alignmentOwnMedian,
                     [](double cos) { return cos >= 0.9; }},
    MeasuredLandmark{Landmark::interpolation, Observable::trainError,
                     [](double error) { return error == 0; }},
};

}  // namespace

MarkerFinder::MarkerFinder(bool hasXorBoundary, std::optional<std::int64_t> theoremSteps)
    : hasXorBoundary_(hasXorBoundary), lastMeasured_(kMeasured.size(), -1) {
    markers_.push_back({Landmark::start, 0, 0});
    if (theoremSteps) markers_.push_back({Landmark::theorem, *theoremSteps, *theoremSteps});
}

void MarkerFinder::add(const Marker& marker) {
    const auto place = std::find_if(markers_.begin(), markers_.end(),
                                    [&](const Marker& other) { return other.landmark >= marker.landmark; });
    if (place == markers_.end() || place->landmark != marker.landmark) markers_.insert(place, marker);
}

void MarkerFinder::note(const TimelineRow& row) {
    if (row.step < lastStep_) return;
    lastStep_ = row.step;
    for (std::size_t i = 0; i < kMeasured.size(); ++i) {
        if (kMeasured[i].landmark == Landmark::xorShaped && !hasXorBoundary_) continue;
        const double value = row.values[kMeasured[i].observable];
        if (std::isnan(value) || lastMeasured_[i] == kFound) continue;
        if (kMeasured[i].holds(value)) {
            add({kMeasured[i].landmark, row.step, std::min(lastMeasured_[i] + 1, row.step)});
            lastMeasured_[i] = kFound;
        } else {
            lastMeasured_[i] = row.step;
        }
    }
}

void MarkerFinder::noteDivergence(std::int64_t lastGoodStep) {
    add({Landmark::divergence, lastGoodStep, lastGoodStep});
}

}  // namespace featurescope
