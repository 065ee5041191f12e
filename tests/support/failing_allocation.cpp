#include "tests/support/failing_allocation.h"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

thread_local int successesLeft = -1;  // negative: nothing fails
thread_local bool struck = false;
std::atomic<const int*> sparedThread = nullptr;  // its successesLeft; null: all are spared

}  // namespace

// In the place of the library's. All other forms of new call this one.
void* operator new(std::size_t size) {
    const int* const spared = sparedThread;
    if (successesLeft == 0 || (spared != nullptr && spared != &successesLeft)) {
        struck = true;
        throw std::bad_alloc();
    }
    if (successesLeft > 0) --successesLeft;
    void* const memory = std::malloc(size > 0 ? size : 1);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace featurescope::test {

FailingAllocation::FailingAllocation(int successes) {
    struck = false;
    successesLeft = successes;
}
FailingElsewhere::FailingElsewhere() { sparedThread = &successesLeft; }
FailingElsewhere::~FailingElsewhere() { sparedThread = nullptr; }
FailingAllocation::~FailingAllocation() { successesLeft = -1; }
bool FailingAllocation::hasStruck() const { return struck; }

std::size_t heldBytes() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 0;
#else
    return ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
#endif
}

}  // namespace featurescope::test
