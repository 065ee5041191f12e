#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace featurescope {

/// How the steps of a movie's frames are spread.
enum class FrameSpacing { linear, logarithmic };

/// The most frames a movie may have.
inline constexpr std::int64_t kMostFrames = 100000;

/// Steps of `count` frames from `first` to `last`, increasing: evenly, or evenly in log(step + 1), but at
/// least one step apart. Fewer when there are not so many steps; at least one.
std::vector<std::int64_t> frameSteps(FrameSpacing spacing, std::int64_t first, std::int64_t last,
                                     std::int64_t count);

/// Reads "linear:FIRST:LAST:COUNT", "log:FIRST:LAST:COUNT" or a list as "0,1,2,5,10". InputError that starts
/// with `name` says what is allowed.
std::vector<std::int64_t> frameStepsFrom(std::string_view text, std::string_view name);

}  // namespace featurescope
