#pragma once

#include <cstddef>

namespace featurescope::test {

/// While it lives, `new` on this thread fails after so many more successes. One at a time.
class FailingAllocation {
  public:
    explicit FailingAllocation(int successes);
    ~FailingAllocation();
    FailingAllocation(const FailingAllocation&) = delete;
    FailingAllocation& operator=(const FailingAllocation&) = delete;

    /// Whether one has failed by now.
    bool hasStruck() const;
};

/// While it lives, `new` fails on every thread but this one.
class FailingElsewhere {
  public:
    FailingElsewhere();
    ~FailingElsewhere();
    FailingElsewhere(const FailingElsewhere&) = delete;
    FailingElsewhere& operator=(const FailingElsewhere&) = delete;
};

/// Bytes this process holds from malloc; always 0 under a sanitizer, which looks for leaks itself.
std::size_t heldBytes();

}  // namespace featurescope::test
