#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/observables/decision_field.h"
#include "core/run/given_data.h"
#include "core/run/view_request.h"

namespace featurescope {

/// Data in the plane that somebody makes up point by point.
struct DrawnData {
    std::shared_ptr<const GivenData> data{};
    std::string npz{};  ///< the same as a data file: same points, same bytes
};

/// Something to begin with: one point on each of +-mu1 = (+-1, 0) with label +1 and +-mu2 = (0, +-1) with -1.
DrawnData firstPoints();

/// The data with one more training sample; test set, start and means stay. The data must have two inputs.
DrawnData withPoint(const GivenData& data, const PlanePoint& input, std::int8_t label);

/// The input that is seen at a place of the plane; nothing when the data do not have two inputs or the plane
/// does not say where it lies.
std::optional<PlanePoint> inputAt(const GivenData& data, const PlaneChoice& plane, const PlanePoint& place);

}  // namespace featurescope
