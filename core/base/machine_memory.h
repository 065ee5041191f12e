#pragma once

#include <cstdint>

namespace featurescope {

/// Bytes of memory this machine has; 16 GiB when it does not say.
std::uint64_t machineMemory();

/// Bytes that the content of a file may unpack to while `taken` bytes of it are in memory. A quarter of the
/// machine in all, since what is read is converted and copied.
std::uint64_t memoryForReading(std::uint64_t taken);

}  // namespace featurescope
