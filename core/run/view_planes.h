#pragma once

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/data/dataset.h"
#include "core/math/plane.h"
#include "core/run/view_request.h"

namespace featurescope {

/// Why this plane cannot be drawn for data of this dimension, as a sentence that says what is allowed; empty
/// when it can.
std::string planeProblem(const PlaneChoice& choice, std::int64_t dimension);

/// The planes of one run; each is computed once.
template <typename Scalar>
class ViewPlanes {
  public:
    /// `data` must outlive the object.
    explicit ViewPlanes(const Dataset<Scalar>& data) : data_(data) {}

    /// The choice that is drawn in place of this one: coordinates beyond the data are moved to the nearest
    /// that exist, and `means` becomes `principal` (in two dimensions the coordinates) when no directions are
    /// known. What does not matter for its kind is set to its default.
    PlaneChoice drawable(const PlaneChoice& choice) const;
    /// The plane of a choice, as drawable(). Valid until the next call. Throws Cancelled.
    const Plane& plane(const PlaneChoice& choice, const std::stop_token& stop);

  private:
    Plane make(const PlaneChoice& choice, const std::stop_token& stop) const;

    const Dataset<Scalar>& data_;
    std::vector<std::pair<PlaneChoice, Plane>> known_;  ///< the newest last
};

extern template class ViewPlanes<float>;
extern template class ViewPlanes<double>;

}  // namespace featurescope
