#include <cstring>

#include "core/io/npz.h"
#include "core/io/zip_archive.h"
#include "core/run/given_data.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 24;

void readAndWriteBack(std::string_view bytes) {
    const std::vector<NpzEntry> entries = readNpzBytes(bytes, "input", kLimit);
    if (entries.empty()) return;  // an archive of nothing can be read, but not be written
    const std::string written = npzBytes(entries);
    // As bytes, since NaN is not equal to itself.
    fuzz::require(npzBytes(readNpzBytes(written, "written", 2 * kLimit)) == written,
                  "arrays read back equal");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::inputText(data, size);
    fuzz::mayRefuse([&] { readAndWriteBack(bytes); });
    fuzz::mayRefuse([&] { givenDataFromBytes(bytes, "input"); });
    // A mutated archive hardly ever has the right checksum, so one array is also packed anew.
    fuzz::mayRefuse([&] { readAndWriteBack(zipBytes({{"X.npy", std::string(bytes)}})); });
    return 0;
}
