#include "core/training/sample_ring.h"

#include <algorithm>

#include "core/training/aligned_vector.h"

namespace featurescope {
namespace {

constexpr Direction kAxes[] = {{0.5, 0}, {0, 0.5}, {-0.5, 0}, {0, -0.5}};

/// Sample number `sample`, or -1 for one without weight.
struct Entry {
    Direction direction;
    std::ptrdiff_t sample;
};

std::vector<Entry> entriesOf(const Matrix<double>& inputs) {
    std::vector<Entry> entries;
    entries.reserve(static_cast<std::size_t>(inputs.cols()) + std::size(kAxes));
    for (const Direction& axis : kAxes) entries.push_back({axis, -1});
    for (Eigen::Index i = 0; i < inputs.cols(); ++i) {
        entries.push_back({directionOf(inputs(0, i), inputs.rows() > 1 ? inputs(1, i) : 0), i});
    }
    return entries;
}

}  // namespace

SampleRing::SampleRing(const Matrix<double>& inputs) : places_(static_cast<std::size_t>(inputs.cols())) {
    std::vector<Entry> entries = entriesOf(inputs);
    rows_ = roundedUp(static_cast<std::ptrdiff_t>(entries.size()), kRingLanes) / kRingLanes;
    const auto ringEnd = std::stable_partition(
        entries.begin(), entries.end(), [](const Entry& entry) { return entry.direction != Direction{}; });
    std::stable_sort(entries.begin(), ringEnd,
                     [](const Entry& a, const Entry& b) { return comesBefore(a.direction, b.direction); });
    directions_.resize(static_cast<std::size_t>(ringEnd - entries.begin()));
    for (std::size_t position = 0; position < entries.size(); ++position) {
        const auto [direction, sample] = entries[position];
        if (position < directions_.size()) directions_[position] = direction;
        if (sample >= 0)
            places_[static_cast<std::size_t>(sample)] = placeAt(static_cast<std::ptrdiff_t>(position));
    }
}

RingArc SampleRing::arcOf(Direction w) const {
    const Direction left = quarterTurn(w);
    const auto begin =
        std::upper_bound(directions_.begin(), directions_.end(), Direction{-left.x, -left.y}, comesBefore);
    const auto end = std::lower_bound(directions_.begin(), directions_.end(), left, comesBefore);
    return {(begin - directions_.begin()) % size(), (end - directions_.begin()) % size()};
}

RingArc SampleRing::arcOf(Direction w, const RingArc& guess) const {
    constexpr int kMostSteps = 8;
    // Being active is turning left from the right edge of the half-plane.
    const Direction right{w.y, -w.x};
    const auto isActive = [&](std::ptrdiff_t position) { return turn(right, directionAt(position)) > 0; };
    RingArc arc = guess;
    int steps = 0;
    for (; steps < kMostSteps && isActive(before(arc.begin)); ++steps) arc.begin = before(arc.begin);
    for (; steps < kMostSteps && !isActive(arc.begin); ++steps) arc.begin = after(arc.begin);
    for (; steps < kMostSteps && !isActive(before(arc.end)); ++steps) arc.end = before(arc.end);
    for (; steps < kMostSteps && isActive(arc.end); ++steps) arc.end = after(arc.end);
    return steps < kMostSteps ? arc : arcOf(w);
}

}  // namespace featurescope
