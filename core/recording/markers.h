#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/name_table.h"
#include "core/recording/timeline.h"

namespace featurescope {

/// A moment of a run that has a name.
enum class Landmark { start, theorem, xorShaped, halfAligned, aligned, interpolation, divergence };

template <>
struct NameTable<Landmark> {
    static constexpr std::array kinds{
        NamedKind<Landmark>{Landmark::start, "start", "Step 0: the weights as drawn."},
        NamedKind<Landmark>{Landmark::theorem, "theorem",
                            "T = 1 + 1 / (4 alpha), the steps of Theorem 1, rounded up."},
        NamedKind<Landmark>{Landmark::xorShaped, "xor-shaped",
                            "Clean test error below 5 %: the boundary is XOR-shaped."},
        NamedKind<Landmark>{Landmark::halfAligned, "half-aligned",
                            "Median alignment with the own mean reaches 0.5."},
        NamedKind<Landmark>{Landmark::aligned, "aligned", "Median alignment with the own mean reaches 0.9."},
        NamedKind<Landmark>{Landmark::interpolation, "interpolation",
                            "Training error 0: every given label is learned."},
        NamedKind<Landmark>{Landmark::divergence, "divergence", "The last step before the run diverged."},
    };
};

/// Where a landmark stands.
struct Marker {
    Landmark landmark = Landmark::start;
    std::int64_t step = 0;  ///< for what is measured: first measured step at which it holds
    std::int64_t notBefore =
        0;  ///< first step at which it may have come true; equal to `step` when that is exact
    bool operator==(const Marker&) const = default;
};

/// Finds landmarks in measurements that come in the order of their steps. Test errors are not measured at
/// every recorded step, so each landmark has a resolution of its own, see Marker::notBefore.
class MarkerFinder {
  public:
    /// @param hasXorBoundary  whether the ideal boundary of the data is XOR-shaped, so that a small error
    /// says
    ///                        that the network's is too
    /// @param theoremSteps    T of Theorem 1, rounded up; nothing where the theorem does not apply
    explicit MarkerFinder(bool hasXorBoundary = false, std::optional<std::int64_t> theoremSteps = {});

    /// Notes the measurement of a step; ignored when it comes before the last one.
    void note(const TimelineRow& row);
    /// Notes that the run cannot go on after this step.
    void noteDivergence(std::int64_t lastGoodStep);
    /// In the order of the enum.
    const std::vector<Marker>& markers() const { return markers_; }

  private:
    static constexpr std::int64_t kFound = -2;

    void add(const Marker& marker);

    bool hasXorBoundary_;
    std::vector<Marker> markers_;
    /// For each measured landmark the last step at which it did not hold: -1 when none, or kFound.
    std::vector<std::int64_t> lastMeasured_;
    std::int64_t lastStep_ = -1;
};

}  // namespace featurescope
