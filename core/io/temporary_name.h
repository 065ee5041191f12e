#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace featurescope {

/// Where this process makes a file of `folder` that is not finished; `attempt` counts names that are taken.
/// The name is short whatever the file will be called, and says which process of which machine made it.
std::string temporaryName(const std::filesystem::path& folder, std::int64_t attempt);

/// Removes from `folder` what killed processes left unfinished: files under such names whose process ran on
/// this machine, since it was started, and is gone. Where that cannot be known, they stay.
void sweepUnfinished(const std::filesystem::path& folder);

}  // namespace featurescope
