#include "core/io/npz.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/errors.h"
#include "core/io/npy_header.h"
#include "core/io/zip_archive.h"

namespace featurescope {
namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 24;

std::vector<NpzEntry> someEntries() {
    return {{"X", {{2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6.5F}}},
            {"y", {{3}, std::vector<std::int8_t>{-1, 1, 1}}},
            {"big", {{1, 2, 1}, std::vector<double>{1e300, -0.0}}},
            {"i", {{2}, std::vector<std::int32_t>{-5, 2147483647}}},
            {"none", {{0, 4}, std::vector<double>{}}},
            {"step", {{}, std::vector<std::int64_t>{9007199254740991}}},
            {"spec", {{}, std::string("{\"title\": \"x\"}")}}};
}

/// An .npz with one array whose header text and content are given as they are.
std::string rawNpz(const std::string& header, const std::string& content, const std::string& name = "X.npy") {
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 255);
    bytes += static_cast<char>(header.size() >> 8);
    return zipBytes({{name, bytes + header + content}});
}

template <typename Error>
std::string refusalOf(const std::string& bytes, std::uint64_t limit = kLimit) {
    try {
        readNpzBytes(bytes, "data.npz", limit);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Npz, ReadsBackWhatItWrote) {
    const std::vector<NpzEntry> written = someEntries();
    const std::vector<NpzEntry> read = readNpzBytes(npzBytes(written), "data.npz", kLimit);
    ASSERT_EQ(read.size(), written.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        EXPECT_EQ(read[i].name, written[i].name);
        EXPECT_EQ(read[i].array.shape, written[i].array.shape) << read[i].name;
        EXPECT_EQ(read[i].array.values, written[i].array.values) << read[i].name;
    }
}

TEST(Npz, SameEntriesGiveTheSameBytes) { EXPECT_EQ(npzBytes(someEntries()), npzBytes(someEntries())); }

TEST(Npz, TurnsFortranOrderIntoCOrder) {
    const std::string content("\x00\x01\x02\x03\x04\x05", 6);
    const auto read = readNpzBytes(
        rawNpz("{'descr': '|i1', 'fortran_order': True, 'shape': (2, 3), }", content), "f", kLimit);
    EXPECT_EQ(std::get<std::vector<std::int8_t>>(read[0].array.values),
              (std::vector<std::int8_t>{0, 2, 4, 1, 3, 5}));
}

TEST(Npz, NamesTheArrayWhoseTypeIsNotTaken) {
    for (const std::string type :
         {"'>f4'", "'|O'", "'<U3'", "'<f2'", "'<c16'", "'|b1'", "[('a', '<f4')]", "'|Sx'"}) {
        const std::string bytes =
            rawNpz("{'descr': " + type + ", 'fortran_order': False, 'shape': (1,), }", "12345678");
        EXPECT_TRUE(contains(refusalOf<InputError>(bytes), "X has the type")) << type;
    }
}

TEST(Npz, RefusesHeadersThatLieAboutTheSize) {
    for (const std::string shape :
         {"(3,)", "(1,)", "(4294967296, 4294967296)", "(18446744073709551615,)",
          "(9223372036854775807, 2, 8)", "()", "(99999999999999999999,)", "(-2,)"}) {
        const std::string bytes =
            rawNpz("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", "0123456789abcdef");
        EXPECT_TRUE(contains(refusalOf<FileError>(bytes), "X.npy is damaged")) << shape;
    }
}

TEST(Npz, RefusesHeadersThatAreNoDictionaryOfNumPy) {
    for (const std::string header :
         {"", "{}", "{'descr': '<f8', 'fortran_order': False}",
          "{'descr': '<f8', 'shape': (), 'fortran_order': 0}",
          "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': ()}",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (), 'more': 1}", "{'descr': '<f8",
          "{'descr': '<f8', 'fortran_order': False, 'shape': ()} x",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (2)}"}) {
        EXPECT_TRUE(contains(refusalOf<FileError>(rawNpz(header, "01234567")), "header")) << header;
    }
}

TEST(Npz, CountsEverythingAgainstTheLimit) {
    const std::string bytes =
        npzBytes({{"a", {{1000}, std::vector<double>(1000)}}, {"b", {{1000}, std::vector<double>(1000)}}});
    EXPECT_EQ(refusalOf<InputError>(bytes, 17000), "accepted");
    EXPECT_TRUE(contains(refusalOf<InputError>(bytes, 12000), "b unpacks to more"));
}

TEST(Npz, RefusesWhatIsNoArchive) {
    EXPECT_NE(refusalOf<FileError>(""), "accepted");
    EXPECT_NE(refusalOf<FileError>("not a zip file at all, only some text"), "accepted");
    EXPECT_TRUE(contains(refusalOf<InputError>(zipBytes({{"readme.txt", "hello"}})), "readme.txt"));
}

TEST(Npz, EveryCutIsNoticed) {
    const std::string bytes = npzBytes(someEntries());
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
        EXPECT_NE(refusalOf<FileError>(bytes.substr(0, size)), "accepted") << size;
    }
}

TEST(Npz, NoMutationDoesHarm) {
    constexpr std::uint32_t kSeed = 2202;
    std::mt19937 random(kSeed);
    const std::string valid = npzBytes(someEntries());
    int refused = 0;
    for (int i = 0; i < 5000; ++i) {
        std::string bytes = valid;
        const auto pick = [&](std::size_t bound) { return random() % bound; };
        for (std::size_t flips = 1 + pick(4); flips > 0; --flips) {
            bytes[pick(bytes.size())] = static_cast<char>(pick(3) == 0 ? 255 : pick(256));
        }
        if (pick(4) == 0) bytes.erase(pick(bytes.size()), 1 + pick(20));
        if (pick(4) == 0) bytes.insert(pick(bytes.size()), 1 + pick(20), static_cast<char>(pick(256)));
        try {
            readNpzBytes(bytes, "data.npz", kLimit);
        } catch (const InputError&) {
            ++refused;
        } catch (const FileError&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 4000) << "seed " << kSeed;
}

TEST(NpyHeader, NoMutationDoesHarm) {
    std::mt19937 random(7);
    const std::string valid = "{'descr': '<f8', 'fortran_order': False, 'shape': (12, 3), }   \n";
    for (int i = 0; i < 20000; ++i) {
        std::string text = valid.substr(0, 1 + random() % valid.size());
        text[random() % text.size()] = static_cast<char>(random() % 128);
        const auto header = parseNpyHeader(text);
        EXPECT_TRUE(!header || header->shape.size() <= 32U) << text;
    }
}

TEST(NpyHeader, AlignsTheNumbersTo64Bytes) {
    for (const std::vector<std::size_t>& shape :
         {std::vector<std::size_t>{}, {3}, {2, 3}, {123456, 7, 8, 9}}) {
        const std::string preamble = npyPreamble({"<f4", false, shape});
        EXPECT_EQ(preamble.size() % 64, 0U);
        const auto header = parseNpyHeader(std::string_view(preamble).substr(10));
        ASSERT_TRUE(header) << preamble;
        EXPECT_EQ(header->shape, shape);
        EXPECT_EQ(header->type, "<f4");
    }
}

}  // namespace
}  // namespace featurescope
