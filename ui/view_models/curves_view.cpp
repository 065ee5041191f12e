#include "ui/view_models/curves_view.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace featurescope::ui {

void CurveData::append(double step, double value) {
    points_.push_back({step, value});
    largest_ = std::max(largest_, value);
    lowest_ = std::min(lowest_, value);
    if (points_.size() % kBlock == 0) blocks_.push_back(extremes(points_.size() - kBlock, points_.size()));
}

void CurveData::clear() { *this = CurveData(); }

void CurveData::widen(Extremes& extremes, std::size_t index) const {
    if (points_[index].value < points_[extremes.lowest].value) extremes.lowest = index;
    if (points_[index].value > points_[extremes.highest].value) extremes.highest = index;
}

CurveData::Extremes CurveData::extremes(std::size_t begin, std::size_t end) const {
    Extremes result{begin, begin};
    std::size_t i = begin;
    while (i < end) {
        const std::size_t block = i / kBlock;
        if (i % kBlock == 0 && i + kBlock <= end && block < blocks_.size()) {
            widen(result, blocks_[block].lowest);
            widen(result, blocks_[block].highest);
            i += kBlock;
        } else {
            widen(result, i++);
        }
    }
    return result;
}

std::vector<CurvePoint> CurveData::decimated(const StepAxis& axis, int columns) const {
    if (columns < 1 || points_.size() <= 2 * static_cast<std::size_t>(columns)) return points_;
    std::vector<CurvePoint> result;
    result.reserve(2 * static_cast<std::size_t>(columns) + 2);
    std::size_t begin = 0;
    for (int column = 0; column < columns && begin < points_.size(); ++column) {
        const double edge =
            column + 1 == columns ? INFINITY : axis.stepAt(axis.end() * (column + 1) / columns);
        const auto end = static_cast<std::size_t>(
            std::lower_bound(points_.begin() + static_cast<std::ptrdiff_t>(begin), points_.end(), edge,
                             [](const CurvePoint& point, double step) { return point.step < step; }) -
            points_.begin());
        if (end == begin) continue;
        const Extremes found = extremes(begin, end);
        const auto [first, second] = std::minmax(found.lowest, found.highest);
        result.push_back(points_[first]);
        if (second != first) result.push_back(points_[second]);
        begin = end;
    }
    if (!(result.back() == points_.back())) result.push_back(points_.back());
    return result;
}

std::optional<CurvePoint> CurveData::at(double step) const {
    const auto after =
        std::upper_bound(points_.begin(), points_.end(), step,
                         [](double wanted, const CurvePoint& point) { return wanted < point.step; });
    if (after == points_.begin()) return std::nullopt;
    return *std::prev(after);
}

CurvesView::CurvesView(std::vector<Observable> which, ValueScale scale)
    : which_(std::move(which)), scale_(scale), curves_(which_.size()) {}

void CurvesView::follow(const Snapshot& snapshot) {
    const TimelineView& timeline = snapshot.timeline;
    const bool continued = snapshot.runId == runId_ && timeline.size() >= rowsRead_ &&
                           (rowsRead_ == 0 || timeline[rowsRead_ - 1].step == lastRead_);
    if (!continued) {
        for (CurveData& curve : curves_) curve.clear();
        runId_ = snapshot.runId;
        rowsRead_ = 0;
    }
    // The last row may have been completed since it was read: the test set is not measured at every step.
    for (std::size_t row = rowsRead_ > 0 ? rowsRead_ - 1 : 0; row < timeline.size(); ++row) {
        appendNew(timeline[row]);
    }
    rowsRead_ = timeline.size();
    if (!timeline.empty()) lastRead_ = timeline.back().step;
}

void CurvesView::appendNew(const TimelineRow& row) {
    const auto step = static_cast<double>(row.step);
    for (std::size_t i = 0; i < which_.size(); ++i) {
        const double measured = row.values[which_[i]];
        const double value = scale_ == ValueScale::linear ? measured : std::log10(measured);
        const bool known = !curves_[i].empty() && curves_[i].back().step >= step;
        if (std::isfinite(value) && !known) curves_[i].append(step, value);
    }
}

double largestOf(std::span<const CurveData> curves) {
    double largest = 0;
    for (const CurveData& curve : curves) largest = std::max(largest, curve.largest());
    return largest;
}

double lowestOf(std::span<const CurveData> curves) {
    double lowest = 0;
    for (const CurveData& curve : curves) lowest = std::min(lowest, curve.lowest());
    return lowest;
}

}  // namespace featurescope::ui
