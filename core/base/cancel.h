#pragma once

#include <stop_token>

namespace featurescope {

/// Thrown out of a long computation whose stop token was triggered. What was being computed is then
/// unusable and may only be destroyed.
struct Cancelled {};

/// Long loops call this often enough that at most about 20 ms pass between two calls.
inline void throwIfCancelled(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Cancelled{};
}

}  // namespace featurescope
