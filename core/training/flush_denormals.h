#pragma once

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace featurescope {

/// While it lives, numbers too small for the normal format count as zero in this thread: tiny weights would
/// otherwise make some processors a hundred times slower. Restores the former state. Does nothing where it is
/// not needed.
class FlushDenormals {
  public:
#if defined(__SSE2__)
    FlushDenormals() : before_(_mm_getcsr()) { _mm_setcsr(before_ | kFlushToZero | kDenormalsAreZero); }
    ~FlushDenormals() { _mm_setcsr(before_); }
#else
    FlushDenormals() {}
    ~FlushDenormals() {}
#endif
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;

  private:
#if defined(__SSE2__)
    static constexpr unsigned kFlushToZero = 0x8000;
    static constexpr unsigned kDenormalsAreZero = 0x0040;
    unsigned before_;
#endif
};

}  // namespace featurescope
