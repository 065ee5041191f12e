#pragma once

// GCC says by a macro which sanitizers a program is built with, Clang by a feature.
#if !defined(__has_feature)
#define __has_feature(name) 0
#endif

namespace featurescope::test {

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
constexpr bool kAddressSanitizer = true;
#else
constexpr bool kAddressSanitizer = false;
#endif
#if defined(__SANITIZE_THREAD__) || __has_feature(thread_sanitizer)
constexpr bool kThreadSanitizer = true;
#else
constexpr bool kThreadSanitizer = false;
#endif

}  // namespace featurescope::test
