#include "core/base/machine_memory.h"

#include <unistd.h>

#include <algorithm>

namespace featurescope {

std::uint64_t machineMemory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES), pageBytes = ::sysconf(_SC_PAGESIZE);
    constexpr std::uint64_t kUnknown = std::uint64_t{1} << 34;
    return pages > 0 && pageBytes > 0
               ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(pageBytes)
               : kUnknown;
}

std::uint64_t memoryForReading(std::uint64_t taken) {
    const std::uint64_t most = machineMemory() / 4;
    return most - std::min(most, taken);
}

}  // namespace featurescope
