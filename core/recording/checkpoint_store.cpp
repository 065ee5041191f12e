#include "core/recording/checkpoint_store.h"

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

/// Reached after four minutes of training without a break. From then on the store of a small network, which
/// its budget would let grow for hours, stays as large as it is, and the way to a step takes longer instead:
/// a thousandth or so of the time that the run has taken. It also keeps the search for the least useful one,
/// and the copies of the list, short.
constexpr std::size_t kMostCheckpoints = 4096;

}  // namespace

CheckpointStore CheckpointStore::around(std::int64_t step, std::uint64_t budget) {
    CheckpointStore store(budget);
    store.focus_ = step;
    store.growth_ = 1;
    return store;
}

/// Index of the first one after `step`.
std::size_t CheckpointStore::placeAfter(std::int64_t step) const {
    if (list_.empty() || list_.back()->step <= step) return list_.size();  // nearly always, while training
    const auto after = std::upper_bound(
        list_.begin(), list_.end(), step,
        [](std::int64_t wanted, const CheckpointPtr& checkpoint) { return wanted < checkpoint->step; });
    return static_cast<std::size_t>(after - list_.begin());
}

/// Steps to run again at worst without the one at `step`, less important the farther they are from the focus.
double CheckpointStore::cost(std::int64_t before, std::int64_t step, std::int64_t after) const {
    return static_cast<double>(after - before) /
           std::pow(1.0 + std::abs(static_cast<double>(step - focus_)), growth_);
}

double CheckpointStore::costOfDropping(std::size_t place) const {
    const std::int64_t before = place == 0 ? 0 : list_[place - 1]->step;
    return cost(before, list_[place]->step, list_[place + 1]->step);
}

CheckpointPtr CheckpointStore::before(std::int64_t step) const {
    const std::size_t place = placeAfter(step);
    return place == 0 ? nullptr : list_[place - 1];
}

bool CheckpointStore::isFull() const {
    if (list_.empty()) return false;
    return list_.size() + 1 > kMostCheckpoints || bytes_ + bytesOf(*list_.back()) > budget_;
}

bool CheckpointStore::wants(std::int64_t step, std::int64_t spacing) const {
    const std::size_t place = placeAfter(step);
    const std::int64_t before = place == 0 ? 0 : list_[place - 1]->step;
    if (step - before < spacing) return false;
    const bool isLast = place == list_.size();
    if (!isLast && list_[place]->step - step < spacing) return false;
    // After the last one there will be another as far away.
    const std::int64_t after = isLast ? 2 * step - before : list_[place]->step;
    const bool replacesTheOnlyOne = isLast && list_.size() == 1;
    return !isFull() || replacesTheOnlyOne || cost(before, step, after) > leastCost_;
}

void CheckpointStore::add(CheckpointPtr checkpoint) {
    if (budget_ == 0) return;
    const std::size_t place = placeAfter(checkpoint->step);
    bytes_ += bytesOf(*checkpoint);
    if (place > 0 && list_[place - 1]->step == checkpoint->step) {
        bytes_ -= bytesOf(*list_[place - 1]);
        list_[place - 1] = std::move(checkpoint);
    } else {
        list_.insert(list_.begin() + static_cast<std::ptrdiff_t>(place), std::move(checkpoint));
    }
    thin();
}

/// Index of the one to drop; the last one stays as long as there are others, since a run goes on from there.
std::size_t CheckpointStore::leastUseful() const {
    std::size_t least = 0;
    for (std::size_t place = 1; place + 1 < list_.size(); ++place) {
        if (costOfDropping(place) < costOfDropping(least)) least = place;
    }
    return least;
}

void CheckpointStore::drop(std::size_t place) {
    bytes_ -= bytesOf(*list_[place]);
    list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(place));
}

void CheckpointStore::thin() {
    const std::size_t least = budget_ > 0 ? 1 : 0;
    while (list_.size() > least && (bytes_ > budget_ || list_.size() > kMostCheckpoints)) {
        const std::size_t place = leastUseful();
        if (list_.size() > 1) leastCost_ = costOfDropping(place);
        drop(place);
    }
}

void CheckpointStore::dropAfter(std::int64_t step) {
    while (!list_.empty() && list_.back()->step > step) drop(list_.size() - 1);
    leastCost_ = 0;
}

void CheckpointStore::setBudget(std::uint64_t bytes) {
    budget_ = bytes;
    leastCost_ = 0;
    thin();
}

}  // namespace featurescope
