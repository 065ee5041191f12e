#pragma once

#include <stop_token>

#include "core/model/activation.h"
#include "core/run/state_view.h"
#include "core/run/view_request.h"

namespace featurescope {

/// The field of a view for an activation that is not made of straight pieces, value by value: f(P), or its
/// mean over Gaussian noise across the plane. On as many pixels as some hundredths of a second allow, at most
/// those of the view. Throws Cancelled.
/// @param network  with the neurons themselves, not those of a relu form
DecisionField curvedFieldOf(const PlaneNetwork& network, const ActivationFunction& activation,
                            const FieldView& view, const std::stop_token& stop = {});

}  // namespace featurescope
