#include "core/documents/table_data.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"

namespace featurescope {
namespace {

constexpr std::uint64_t kLimit = 1 << 20;

template <typename Call>
std::string refusalOf(const Call& call) {
    try {
        call();
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

CsvTable someTable() { return {"id,x,kind,y\n1,1,cat,0\n2,-1,cat,0.5\n3,0,dog,2\n", "t.csv"}; }

TEST(TableData, IsADataFileWithInputsLabelsAndMeans) {
    const TableData data = tableData(someTable(), {.labelColumn = 2, .leftOut = {0}});
    EXPECT_EQ(data.inputNames, (std::vector<std::string>{"x", "y"}));
    const std::vector<NpzEntry> arrays = readNpzBytes(data.npz, "x", kLimit);
    ASSERT_EQ(arrays.size(), 3U);
    EXPECT_EQ(arrays[0].name, "X");
    EXPECT_EQ(arrays[0].array.shape, (std::vector<std::size_t>{3, 2}));
    EXPECT_EQ(std::get<std::vector<double>>(arrays[0].array.values),
              (std::vector<double>{1, 0, -1, 0.5, 0, 2}));
    EXPECT_EQ(arrays[1].name, "y");
    EXPECT_EQ(std::get<std::vector<std::int8_t>>(arrays[1].array.values),
              (std::vector<std::int8_t>{-1, -1, 1}));
    EXPECT_EQ(arrays[2].name, "mu");
    // dog became +1: mu1 is its only sample; the cats lie on both sides, (1, 0) and -(-1, 0.5).
    EXPECT_EQ(std::get<std::vector<double>>(arrays[2].array.values), (std::vector<double>{0, 2, 1, -0.25}));
    EXPECT_NE(data.report.find("\"dog\" became +1 (1 samples), \"cat\" became -1 (2)"), std::string::npos);
    EXPECT_NE(data.report.find("estimated"), std::string::npos);
    EXPECT_EQ(data.npz, tableData(someTable(), {.labelColumn = 2, .leftOut = {0}}).npz);
}

TEST(TableData, MeansMayBeChosenOrLeftOut) {
    Matrix<double> means(2, 2);
    means << 1, 3, 2, 4;
    const TableData given = tableData(
        someTable(), {.labelColumn = 2, .leftOut = {0}, .means = TableMeans::given, .givenMeans = means});
    EXPECT_EQ(std::get<std::vector<double>>(readNpzBytes(given.npz, "x", kLimit)[2].array.values),
              (std::vector<double>{1, 2, 3, 4}));
    const TableData none =
        tableData(someTable(), {.labelColumn = 2, .leftOut = {0}, .means = TableMeans::none});
    EXPECT_EQ(readNpzBytes(none.npz, "x", kLimit).size(), 2U);
    const TableData flat = tableData({"0,a\n0,b\n", "t"}, {.labelColumn = 1});
    EXPECT_NE(flat.report.find("not defined"), std::string::npos);
    EXPECT_NE(refusalOf([&] {
                  tableData(someTable(), {.labelColumn = 2, .means = TableMeans::given, .givenMeans = means});
              }).find("two means of 3 numbers"),
              std::string::npos);
}

TEST(TableData, MeansAreReadFromTwoRows) {
    const auto read = [](const char* text) { return meansIn(CsvTable(text, "m", {.hasHeader = false})); };
    Matrix<double> expected(3, 2);
    expected << 1, 4, 2, 5, 3, -6;
    EXPECT_EQ(read("1,2,3\n4,5,-6\n"), expected);
    EXPECT_EQ(refusalOf([&] { read("1,2\n"); }),
              "m has 1 row; as cluster means it must have two, mu1 and mu2.");
    EXPECT_EQ(refusalOf([&] { read("1,2\n3,x\n"); }), "m, line 2 holds \"x\"; means must be finite numbers.");
}

TEST(TableData, NamesTheFieldThatIsNoNumber) {
    const auto refusal = [](const char* text, std::size_t label) {
        return refusalOf([&] { tableData({text, "t.csv"}, {.labelColumn = label}); });
    };
    EXPECT_EQ(
        refusal("a,b\n1,x\n2,y\n?,x\n", 1),
        "t.csv, line 4, column \"a\" is \"?\"; it must be a finite number with a decimal point (or leave the "
        "column out).");
    EXPECT_EQ(refusal("a,b,c\n1,2,x\n2,,y\n", 2),
              "t.csv, line 3, column \"b\" is empty; every input must be a number.");
    EXPECT_NE(refusal("a\n1\n2\n", 0).find("no column left for inputs"), std::string::npos);
}

TEST(LabelValues, NumbersGoBySizeAndTextsByTheAlphabet) {
    const auto positive = [](const std::string& a, const std::string& b) {
        return labelValues(CsvTable(a + "\n" + b + "\n", "t", {.hasHeader = false}), 0).positive;
    };
    EXPECT_EQ(positive("0", "1"), "1");
    EXPECT_EQ(positive("-1", "1"), "1");
    EXPECT_EQ(positive("+1", "-1"), "+1");
    EXPECT_EQ(positive("10", "9"), "10");
    EXPECT_EQ(positive("cat", "dog"), "dog");
    EXPECT_EQ(positive("no", "yes"), "yes");
}

TEST(LabelValues, MayBeTurnedRound) {
    const LabelValues labels = labelValues(someTable(), 2, "cat");
    EXPECT_EQ(labels.positive, "cat");
    EXPECT_EQ(labels.positiveCount, 2U);
    EXPECT_EQ(labels.negative, "dog");
    EXPECT_EQ(labels.negativeCount, 1U);
    EXPECT_NE(refusalOf([] { labelValues(someTable(), 2, "cow"); }).find("must be one of them, not \"cow\""),
              std::string::npos);
}

TEST(LabelValues, MustBeExactlyTwo) {
    EXPECT_NE(refusalOf([] {
                  labelValues(someTable(), 0);
              }).find("more than two values, such as \"1\", \"2\", \"3\""),
              std::string::npos);
    const CsvTable one("1,x\n2,x\n", "t");
    EXPECT_NE(refusalOf([&] { labelValues(one, 1); }).find("only \"x\"; it must hold exactly two"),
              std::string::npos);
}

TEST(LabelValues, OneMayStandAgainstAllOthers) {
    const CsvTable table("1,ant\n2,bee\n3,cat\n4,bee\n", "t.csv");
    EXPECT_EQ(differentValues(table, 1, 12), (std::vector<std::string>{"ant", "bee", "cat"}));
    EXPECT_EQ(differentValues(table, 1, 1).size(), 2U) << "more than asked for";
    const TableData data =
        tableData(table, {.labelColumn = 1, .positiveLabel = "bee", .oneAgainstRest = true});
    EXPECT_EQ(std::get<std::vector<std::int8_t>>(readNpzBytes(data.npz, "x", kLimit)[1].array.values),
              (std::vector<std::int8_t>{-1, 1, -1, 1}));
    EXPECT_NE(data.report.find("\"bee\" became +1 (2 samples), all others became -1 (2)"), std::string::npos);
    EXPECT_NE(refusalOf([&] {
                  tableData(table, {.labelColumn = 1, .positiveLabel = "cow", .oneAgainstRest = true});
              }).find("holds no \"cow\""),
              std::string::npos);
}

TEST(TableData, KeepsSamplesOfEachLabelForTesting) {
    // Sorted by label, as many tables are.
    const CsvTable table("1,a\n2,a\n3,a\n4,a\n5,b\n6,b\n7,b\n", "t.csv");
    const TableData data = tableData(table, {.labelColumn = 1, .testEvery = 2, .means = TableMeans::none});
    const std::vector<NpzEntry> arrays = readNpzBytes(data.npz, "x", kLimit);
    ASSERT_EQ(arrays.size(), 4U);
    const auto numbers = [&](std::size_t i) { return std::get<std::vector<double>>(arrays[i].array.values); };
    EXPECT_EQ(numbers(0), (std::vector<double>{1, 3, 5, 7}));
    EXPECT_EQ(arrays[2].name, "X_test");
    EXPECT_EQ(numbers(2), (std::vector<double>{2, 4, 6}));
    EXPECT_EQ(std::get<std::vector<std::int8_t>>(arrays[3].array.values),
              (std::vector<std::int8_t>{-1, -1, 1}));
    EXPECT_NE(data.report.find("3 of them are kept for testing"), std::string::npos);
    const TableData few = tableData(table, {.labelColumn = 1, .testEvery = 5, .means = TableMeans::none});
    EXPECT_EQ(readNpzBytes(few.npz, "x", kLimit).size(), 2U);
    EXPECT_NE(few.report.find("too few"), std::string::npos);
}

TEST(TableData, ATableIsKnownByItsName) {
    for (const char* name : {"a.csv", "A.CSV", "folder.npz/a.tsv", "a.b.txt"})
        EXPECT_TRUE(isTableName(name)) << name;
    for (const char* name : {"a.npz", "csv", "a.csv/b", "first-screen", ""})
        EXPECT_FALSE(isTableName(name)) << name;
}

}  // namespace
}  // namespace featurescope
