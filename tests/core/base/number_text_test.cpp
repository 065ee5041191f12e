#include "core/base/number_text.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace featurescope {
namespace {

TEST(NumberText, ReadsBackEveryDoubleExactly) {
    std::mt19937_64 bits(20220207);
    for (int i = 0; i < 20000; ++i) {
        const double value = std::bit_cast<double>(bits());
        if (!std::isnormal(value)) continue;
        const auto back = parseNumber(numberText(value));
        ASSERT_TRUE(back) << numberText(value);
        EXPECT_EQ(*back, value) << numberText(value);
    }
}

TEST(NumberText, IsAsShortAsItCanBe) {
    EXPECT_EQ(numberText(0.1), "0.1");
    EXPECT_EQ(numberText(0.1F), "0.1");
    EXPECT_EQ(numberText(6.25e-05), "6.25e-05");
    EXPECT_EQ(numberText(5000.0), "5000");
    EXPECT_EQ(numberText(std::int64_t{-9007199254740991}), "-9007199254740991");
}

TEST(NumberText, NamesWhatIsNotFinite) {
    EXPECT_EQ(numberText(-std::numeric_limits<double>::quiet_NaN()), "nan");
    EXPECT_EQ(numberText(std::numeric_limits<double>::infinity()), "inf");
    EXPECT_EQ(numberText(-std::numeric_limits<float>::infinity()), "-inf");
}

TEST(ParseNumber, RefusesWhatIsNoFiniteDecimalNumber) {
    for (const char* text :
         {"", " 1", "1 ", "1,5", "0x10", "nan", "inf", "-inf", "1e999", "one", "1.5.2", "--1"}) {
        EXPECT_FALSE(parseNumber(text)) << text;
    }
    EXPECT_EQ(parseNumber("-2.5e-3"), -0.0025);
}

TEST(ParseInteger, TakesEveryNotationOfAnInteger) {
    EXPECT_EQ(parseInteger("1000"), 1000);
    EXPECT_EQ(parseInteger("1e3"), 1000);
    EXPECT_EQ(parseInteger("1000.0"), 1000);
    EXPECT_EQ(parseInteger("-7"), -7);
    EXPECT_EQ(parseInteger("9007199254740991"), 9007199254740991);
}

TEST(ParseInteger, RefusesFractionsAndWhatDoublesCannotHold) {
    for (const char* text : {"2.5", "9007199254740992", "9007199254740993", "1e300", "", "abc", "1e-3"}) {
        EXPECT_FALSE(parseInteger(text)) << text;
    }
}

}  // namespace
}  // namespace featurescope
