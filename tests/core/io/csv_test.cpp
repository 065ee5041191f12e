#include "core/io/csv.h"

#include <gtest/gtest.h>

#include <array>

namespace featurescope {
namespace {

TEST(CsvLine, QuotesOnlyWhatNeedsIt) {
    const std::array<std::string, 5> fields{"step", "", "a,b", "say \"x\"", "two\nlines"};
    EXPECT_EQ(csvLine(fields), "step,,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n");
}

}  // namespace
}  // namespace featurescope
