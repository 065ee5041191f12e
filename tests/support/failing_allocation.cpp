#include "tests/support/failing_allocation.h"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/support/sanitizers.h"

namespace {

thread_local int successesLeft = -1;  // negative: nothing fails
thread_local bool struck = false;
std::atomic<const int*> sparedThread = nullptr;  // its successesLeft; null: all are spared

}  // namespace

// In the place of the library's. Its other forms of new call this one, those of the address sanitizer do not;
// what both of them free with the delete below is allocated here, too.
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
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    try {
        return operator new(size);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
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
    if (kAddressSanitizer || kThreadSanitizer) return 0;
    return ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
}

}  // namespace featurescope::test
