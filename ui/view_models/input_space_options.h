#pragma once

#include <QJsonObject>
#include <cstdint>

#include "core/run/view_request.h"

namespace featurescope::ui {

/// How the user wants to see the input space.
struct InputSpaceOptions {
    PlaneChoice plane;
    FieldMode mode = FieldMode::slice;
    bool band = true;        ///< shade where P(f > 0) lies between 0.1 and 0.9, if there is noise
    bool ideal = true;       ///< boundary of the ideal classifier (paper, eq. 2)
    bool baselines = false;  ///< boundaries of other classifiers on the same data
    bool operator==(const InputSpaceOptions&) const = default;
};

/// As kept in a file of settings.
QJsonObject toJson(const InputSpaceOptions& options);
/// Takes over what is known in `json`; the rest stays as in `otherwise`.
InputSpaceOptions fromJson(const QJsonObject& json, const InputSpaceOptions& otherwise);

/// A choice of two different coordinates among `dimension`: what is too large becomes the last one, and the
/// second gives way when both are the same. With one dimension both are 0.
PlaneChoice fitted(PlaneChoice plane, std::int64_t dimension);

}  // namespace featurescope::ui
