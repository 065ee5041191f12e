#pragma once

#include <string>

namespace featurescope {

/// A time in the two largest units that matter: "12 s", "3 min 20 s", "2 h 5 min", "4 d 1 h".
std::string durationText(double seconds);

}  // namespace featurescope
