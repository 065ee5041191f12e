#pragma once

#include <QString>
#include <optional>
#include <span>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// What is written at the axes of a plane.
struct AxisTitles {
    QString horizontal, vertical;
};
AxisTitles axisTitlesOf(const PlaneChoice& plane, std::span<const ReferenceDirection> directions);

/// Whether the noise of the clusters is known, over which averages and the band are taken.
bool hasClusterNoise(const Snapshot& snapshot);
/// How the field of a moment is drawn: without known noise an average is the slice.
FieldMode shownMode(const Snapshot& snapshot, FieldMode wanted);

/// One line that says what the field is and what is held fixed across the plane. `plane` as it is drawn; when
/// that of the data's directions was `wanted`, why it is not theirs.
/// @param directions  of the data; empty also while they are not known
QString captionOf(const PlaneChoice& plane, std::span<const ReferenceDirection> directions, PlaneKind wanted,
                  FieldMode mode);

/// What lies at a point of the plane: f or its average there, how sure the sign is, the point itself, and the
/// nearest sample. The point is rounded to the digits shown before f is evaluated, so that the value is the
/// one at the printed point.
QString readoutAt(const Snapshot& snapshot, FieldMode mode, PlanePoint at,
                  std::optional<std::int32_t> nearest);

/// One sample, "sample 41: cluster +μ₁, label −1 (corrupted)"; counted from 0 as in files.
QString sampleText(const RunScene& scene, std::int32_t sample);

}  // namespace featurescope::ui
