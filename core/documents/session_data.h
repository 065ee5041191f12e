#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/documents/session_file.h"
#include "core/io/npz_arrays.h"

namespace featurescope {

/// The arrays of the data that the document owns and its runs were made with: "data/SHA256/X" and so on.
std::vector<NpzEntry> arraysOfOwnedData(const SessionDocument& document);

/// Gives the runs of the document the data that are in the file, and notes which these are. InputError names
/// the array that is not as it must be.
void takeOwnedData(SessionDocument& document, const NpzArrays& arrays);

}  // namespace featurescope
