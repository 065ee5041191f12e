#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "core/base/errors.h"

namespace featurescope::fuzz {

/// What libFuzzer hands over, as text.
inline std::string_view inputText(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Calls `read`, which may refuse its input; any other exception ends the program, which libFuzzer reports.
template <typename Read>
void mayRefuse(const Read& read) {
    try {
        read();
    } catch (const InputError& error) {
        static_cast<void>(error);
    } catch (const FileError& error) {
        static_cast<void>(error);
    }
}

/// Ends the program when a promise is broken.
inline void require(bool holds, const char* promise) {
    if (holds) return;
    std::cerr << "Broken promise: " << promise << std::endl;
    std::abort();
}

}  // namespace featurescope::fuzz

/// Called by libFuzzer with one input after another; every program of this folder has one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
