#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace featurescope {

/// Gives memory that starts on a cache line, so that no vector of the kernels straddles two.
template <typename T>
struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    CacheLineAllocator() = default;
    template <typename Other>
    CacheLineAllocator(const CacheLineAllocator<Other>&) {}

    T* allocate(std::size_t count) {
        if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
        return static_cast<T*>(::operator new(count * sizeof(T), alignment));
    }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, alignment); }
    bool operator==(const CacheLineAllocator&) const = default;
};

/// Numbers for the kernels, zero at first.
template <typename T>
using AlignedVector = std::vector<T, CacheLineAllocator<T>>;

/// Smallest multiple of `unit` that is not below `value`.
constexpr std::ptrdiff_t roundedUp(std::ptrdiff_t value, std::ptrdiff_t unit) {
    return (value + unit - 1) / unit * unit;
}

}  // namespace featurescope
