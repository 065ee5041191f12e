#pragma once

#include <cstdint>

namespace featurescope {

/// Bytes of memory this machine has; 16 GiB when it does not say.
std::uint64_t machineMemory();

}  // namespace featurescope
