#pragma once

#include <signal.h>
#include <sys/resource.h>

namespace featurescope::test {

/// While it lives no file of this process can grow beyond `bytes`: writing more fails with EFBIG.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        oldHandler_ = ::signal(SIGXFSZ, SIG_IGN);  // otherwise the limit kills
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit lower{bytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &lower);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        ::signal(SIGXFSZ, oldHandler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    rlimit old_{};
    void (*oldHandler_)(int) = nullptr;
};

}  // namespace featurescope::test
