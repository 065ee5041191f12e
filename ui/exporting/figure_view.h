#pragma once

#include <QJsonObject>
#include <optional>
#include <string>

#include "core/run/snapshot.h"
#include "ui/exporting/figure.h"

namespace featurescope::ui {

/// What a picture showed, for its recipe: panels with their options, and format.
QJsonObject viewOf(const FigureSubject& subject, const FigureFormat& format);

/// The same with norm and projections of the neurons, by which a run on another instruction set can be
/// recognised: of all of them, or of kMostProbes evenly chosen ones of a larger network.
QJsonObject viewOf(const FigureSubject& subject, const FigureFormat& format, const Snapshot& snapshot);

/// The panels of a picture; nothing when the text is not what viewOf made.
std::optional<FigureSubject> subjectInView(const std::string& view);

/// The format of a picture; what it does not hold is as it was before there was a choice. A fresh one
/// without.
FigureFormat formatInView(const std::string& view);

inline constexpr std::size_t kMostProbes = 4096;

/// Largest difference between the snapshot's neurons and the numbers in the view, relative to the largest of
/// them; nothing when the view holds none or those of another network.
std::optional<double> weightsDifference(const std::string& view, const Snapshot& snapshot);

/// Up to this difference two runs count as the same on different instruction sets.
inline constexpr double kSameWeights = 1e-4;

}  // namespace featurescope::ui
