#pragma once

#include <cmath>
#include <optional>

#include "ui/view_models/curves_view.h"

namespace featurescope::ui {

/// value(a, b) of two curves at the steps at which both were measured; what is not finite is left out.
template <typename Value>
CurveData combinedCurve(const CurveData& first, const CurveData& second, const Value& value) {
    CurveData combined;
    for (const CurvePoint& point : first.points()) {
        const std::optional<CurvePoint> other = second.at(point.step);
        if (!other || other->step != point.step) continue;
        const double height = value(point.value, other->value);
        if (std::isfinite(height)) combined.append(point.step, height);
    }
    return combined;
}

}  // namespace featurescope::ui
