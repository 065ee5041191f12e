#include "core/io/png_text.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/errors.h"
#include "tests/support/failing_allocation.h"
#include "tests/support/png_bytes.h"

namespace featurescope {
namespace {

using test::latin1Chunk;
using test::packedChunk;
using test::pngBytes;
using test::utf8Chunk;

TEST(PngText, ReadsEveryKindInTheFilesOrder) {
    const std::string png = pngBytes(
        {latin1Chunk("a", "caf\xe9"), packedChunk("b", std::string(5000, 'x')), utf8Chunk("c", "‖μ‖")});
    const std::vector<PictureText> texts = pngTexts(png, "x.png");
    ASSERT_EQ(texts.size(), 3U);
    EXPECT_EQ(texts[0].key, "a");
    EXPECT_EQ(texts[0].text, "café");
    EXPECT_EQ(texts[1].key, "b");
    EXPECT_EQ(texts[1].text, std::string(5000, 'x'));
    EXPECT_EQ(texts[2].key, "c");
    EXPECT_EQ(texts[2].text, "‖μ‖");
}

TEST(PngText, RefusesAFloodInAFewBytes) {
    const std::string flood = pngBytes({packedChunk("bomb", std::string((std::size_t{1} << 24) + 1, 'x'))});
    EXPECT_THROW(pngTexts(flood, "x.png"), FileError);
}

TEST(PngText, RunningOutOfMemoryLeavesNothingInMemory) {
    const std::string png = pngBytes({packedChunk("b", std::string(100000, 'x'))});
    const std::size_t before = test::heldBytes();
    bool isDone = false;
    for (int successes = 0; !isDone; ++successes) {
        const test::FailingAllocation failing(successes);
        try {
            pngTexts(png, "x.png");
            isDone = true;
        } catch (const std::bad_alloc&) {
        }
    }
    EXPECT_LT(test::heldBytes(), before + 10000) << "zlib takes 40 kB to unpack";
}

TEST(PngText, NoMutationDoesHarm) {
    std::mt19937 random(11);
    const std::string valid =
        pngBytes({latin1Chunk("a", "text"), packedChunk("b", "more text"), utf8Chunk("c", "‖μ‖")});
    int refused = 0;
    for (int i = 0; i < 5000; ++i) {
        std::string bytes = valid.substr(0, random() % 8 == 0 ? random() % valid.size() : valid.size());
        if (!bytes.empty()) bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        try {
            pngTexts(bytes, "x.png");
        } catch (const FileError&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 2000);
}

}  // namespace
}  // namespace featurescope
