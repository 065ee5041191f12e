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

/// An archive whose members all stand for the bytes of the first one.
std::string overlapping(int members, const std::string& content) {
    const std::string one = zipBytes({{"0000", content}});
    const std::size_t directory = one.rfind("PK\x01\x02"), end = one.rfind("PK\x05\x06");
    std::string bytes = one.substr(0, directory), tail = one.substr(end);
    std::string entry = one.substr(directory, end - directory);
    for (int i = 0; i < members; ++i) {
        constexpr std::size_t kNamePlace = 46;
        for (int digit = 0, rest = i; digit < 4; ++digit, rest /= 10)
            entry[kNamePlace + static_cast<std::size_t>(digit)] = static_cast<char>('0' + rest % 10);
        bytes += entry;
    }
    const auto put = [&tail](std::size_t place, std::size_t value, int count) {
        for (int i = 0; i < count; ++i, value >>= 8) tail[place++] = static_cast<char>(value & 0xff);
    };
    put(8, static_cast<std::size_t>(members), 2);
    put(10, static_cast<std::size_t>(members), 2);
    put(12, entry.size() * static_cast<std::size_t>(members), 4);
    return bytes + tail;
}

// 291 KB of them used to unpack to 6 GB before they were refused.
TEST(ZipArchive, MembersThatShareTheirBytesAreRefused) {
    const std::string content(std::size_t{1} << 20, 'x');
    EXPECT_EQ(ZipArchive(overlapping(1, content), "x.zip").memberNames().size(), 1U);
    for (const int members : {2, 5000}) {
        try {
            const std::string bytes = overlapping(members, content);
            const ZipArchive archive(bytes, "x.zip");
            ADD_FAILURE() << members;
        } catch (const FileError& error) {
            EXPECT_NE(std::string(error.what()).find("its members are larger than it is"), std::string::npos)
                << error.what();
        }
    }
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
