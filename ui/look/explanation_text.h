#pragma once

#include <QString>
#include <optional>

namespace featurescope::ui {

/// What a tooltip or the box beside the pointer says of a number, a line each: how it is computed, over how
/// many samples, how sure it is, and where the paper speaks of it.
/// @param over  with %1 for `count`; empty for a law, which has no samples
QString explanationText(const QString& formula, const QString& over, qint64 count,
                        const std::optional<double>& standardError, const QString& source);

}  // namespace featurescope::ui
