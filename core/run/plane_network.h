#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/model/network_settings.h"
#include "core/run/state_view.h"
#include "core/run/view_request.h"

namespace featurescope {

// What a PlaneNetwork says of one point of its plane, and of a whole rectangle. The value at a pixel of a
// field is that of the function for its centre, rounded to float.

/// Whether planes can be drawn for this network: its activation is made of straight pieces.
bool hasPlaneNetwork(const NetworkSettings& network);

/// f(P): the part of x across the plane is 0.
double sliceAt(const PlaneNetwork& network, const PlanePoint& point);
/// E_z f(P + z) over the cluster noise z across the plane, z ~ N(0, sigma^2): exact for Gaussian noise, close
/// for other noise in many dimensions. f(P) when sigma is 0.
double clusterAverageAt(const PlaneNetwork& network, const PlanePoint& point);
/// P(f(P + z) > 0), from two moments (see positiveShare); nothing when `across` is not there.
std::optional<double> positiveShareAt(const PlaneNetwork& network, const PlanePoint& point);

/// The field of a view, in its mode.
DecisionField fieldOf(const PlaneNetwork& network, const FieldView& view, const std::stop_token& stop = {});
/// P(f > 0) on at most kBandRows rows of the view's area; empty when `across` is not there. Throws Cancelled.
DecisionField bandOf(const PlaneNetwork& network, const FieldView& view, const std::stop_token& stop = {});
inline constexpr int kBandRows = 64;
/// Where the sign of the field of a view changes: exact rays for the slice of a network without biases, else
/// lines between the pixels of `field`.
std::vector<BoundaryLine> boundaryOf(const PlaneNetwork& network, const FieldView& view,
                                     const DecisionField& field);

}  // namespace featurescope
