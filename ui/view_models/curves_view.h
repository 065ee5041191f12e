#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/run/snapshot.h"
#include "ui/view_models/step_axis.h"

namespace featurescope::ui {

struct CurvePoint {
    double step = 0, value = 0;
    bool operator==(const CurvePoint&) const = default;
};

/// One growing curve that can be drawn at any width in time that hardly depends on its length.
class CurveData {
  public:
    /// Appends a measured point; steps increase.
    void append(double step, double value);
    void clear();
    bool empty() const { return points_.empty(); }
    std::size_t size() const { return points_.size(); }
    const std::vector<CurvePoint>& points() const { return points_; }
    const CurvePoint& back() const { return points_.back(); }
    /// Largest value so far; 0 when empty.
    double largest() const { return largest_; }
    /// Smallest value so far, and at most 0.
    double lowest() const { return lowest_; }

    /// Points whose polyline looks the same in `columns` pixel columns of the axis: smallest and largest
    /// value of each column in order of time, or all points when there are few. Single spikes are kept.
    std::vector<CurvePoint> decimated(const StepAxis& axis, int columns) const;
    /// The last point at or before `step`; nothing when there is none.
    std::optional<CurvePoint> at(double step) const;

  private:
    struct Extremes {
        std::size_t lowest = 0, highest = 0;  ///< indices into points_
    };
    static constexpr std::size_t kBlock = 64;

    Extremes extremes(std::size_t begin, std::size_t end) const;
    void widen(Extremes& extremes, std::size_t index) const;

    std::vector<CurvePoint> points_;
    std::vector<Extremes> blocks_;  ///< of every full block of kBlock points
    double largest_ = 0, lowest_ = 0;
};

/// Largest value of all curves, not below 0, and smallest, not above 0.
double largestOf(std::span<const CurveData> curves);
double lowestOf(std::span<const CurveData> curves);

/// What a curve draws of a measured value.
enum class ValueScale {
    linear,       ///< the value
    logarithmic,  ///< its common logarithm; what is not positive is left out
};

/// Some observables of a run as curves; reads every row of the timeline once.
class CurvesView {
  public:
    explicit CurvesView(std::vector<Observable> which, ValueScale scale = ValueScale::linear);

    /// Takes over what is new in the snapshot's timeline; starts again when it belongs to another run.
    void follow(const Snapshot& snapshot);
    Observable which(std::size_t index) const { return which_[index]; }
    const CurveData& curve(std::size_t index) const { return curves_[index]; }
    std::size_t size() const { return curves_.size(); }
    /// Largest value of all curves.
    double largest() const { return largestOf(curves_); }
    /// Smallest value of all curves, and at most 0.
    double lowest() const { return lowestOf(curves_); }

  private:
    void appendNew(const TimelineRow& row);

    std::vector<Observable> which_;
    ValueScale scale_;
    std::vector<CurveData> curves_;
    std::uint64_t runId_ = 0;
    std::size_t rowsRead_ = 0;
    std::int64_t lastRead_ = 0;  ///< step of the last row read
};

}  // namespace featurescope::ui
