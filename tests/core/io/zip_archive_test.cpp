#include "core/io/zip_archive.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "tests/support/failing_allocation.h"

namespace featurescope {
namespace {

TEST(ZipArchive, ReadsBackWhatWasPutTogether) {
    const std::string bytes = zipBytes({{"a", "first"}, {"b/ü", std::string(100000, 'x')}});
    const ZipArchive archive(bytes, "x.zip");
    EXPECT_EQ(archive.memberNames(), (std::vector<std::string>{"a", "b/ü"}));
    ZipMember member = archive.member(1);
    std::string content(100000, ' ');
    member.readExactly(content.data(), content.size());
    member.requireEnd();
    EXPECT_EQ(content, std::string(100000, 'x'));
}

TEST(ZipBytes, AMemberThatCannotBeAddedLeavesNothingInMemory) {
    const std::vector<ZipContent> twice{{"same", "one"}, {"same", "two"}};
    EXPECT_THROW(zipBytes(twice), std::runtime_error);
    const std::size_t before = test::heldBytes();
    for (int i = 0; i < 1000; ++i) EXPECT_THROW(zipBytes(twice), std::runtime_error);
    EXPECT_LT(test::heldBytes(), before + 100000);
}

}  // namespace
}  // namespace featurescope
