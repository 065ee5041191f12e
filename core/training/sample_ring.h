#pragma once

#include <cstddef>
#include <vector>

#include "core/math/direction.h"
#include "core/math/types.h"
#include "core/training/kernels/ring_kernel_table.h"

namespace featurescope {

/// Positions of the ring from `begin` to just before `end`, across its end when begin > end.
struct RingArc {
    std::ptrdiff_t begin = 0, end = 0;
    bool operator==(const RingArc&) const = default;
};

/// Samples of the plane in the order of their angles. A neuron without bias is active on a half-plane, that
/// is on an arc of the ring: two positions say everything about its activity.
///
/// Four samples without weight lie on the axes, so that every open half-plane holds a sample and no
/// half-plane holds all of them. Samples at the origin, where nobody is active, stand outside the ring.
class SampleRing {
  public:
    /// @param inputs  1 x n or 2 x n; one coordinate counts as the first of two
    explicit SampleRing(const Matrix<double>& inputs);

    /// Samples on the ring, with those on the axes.
    std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(directions_.size()); }
    /// Places per lane; the kernels see rows() rows of kRingLanes places.
    std::ptrdiff_t rows() const { return rows_; }
    /// Place of a position of the ring: lanes hold whole stretches of it.
    std::ptrdiff_t placeAt(std::ptrdiff_t position) const {
        return position % rows_ * kRingLanes + position / rows_;
    }
    /// Place of sample i.
    std::ptrdiff_t placeOf(std::ptrdiff_t sample) const { return places_[static_cast<std::size_t>(sample)]; }
    std::ptrdiff_t samples() const { return static_cast<std::ptrdiff_t>(places_.size()); }

    Direction directionAt(std::ptrdiff_t position) const {
        return directions_[static_cast<std::size_t>(position)];
    }
    /// The positions next to this one.
    std::ptrdiff_t before(std::ptrdiff_t position) const { return position == 0 ? size() - 1 : position - 1; }
    std::ptrdiff_t after(std::ptrdiff_t position) const { return position + 1 == size() ? 0 : position + 1; }

    /// Where <w, x> > 0, decided without rounding; `w` must not be (0, 0).
    RingArc arcOf(Direction w) const;
    /// The same, faster when it is close to `guess`.
    RingArc arcOf(Direction w, const RingArc& guess) const;

  private:
    std::vector<Direction> directions_;
    std::ptrdiff_t rows_ = 0;
    std::vector<std::ptrdiff_t> places_;
};

}  // namespace featurescope
