#pragma once

#include <string>
#include <string_view>

namespace featurescope {

/// Whether a panel of the window has this id; those of alignments with data of other directions have a
/// number, as alignment-3.
bool isPanelName(std::string_view id);
/// Every id for a message.
std::string allowedPanelNames();

/// Whether this is a part of a picture that a page can hide, emphasise or reveal: a layer of a panel, or the
/// column of a curve.
bool isLayerName(std::string_view id);
std::string allowedLayerNames();

}  // namespace featurescope
