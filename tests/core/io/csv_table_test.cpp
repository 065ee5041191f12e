#include "core/io/csv_table.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>
#include <random>

#include "core/base/errors.h"
#include "core/io/csv.h"
#include "tests/support/sanitizers.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

std::string refusalOf(const std::string& text) {
    try {
        const CsvTable table(text, "t.csv");
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(CsvTable, ReadsFieldsAndNumbers) {
    const CsvTable table("a,b,label\n1.5, -2 ,cat\n+3,4e-3,\"dog, big\"\n", "t.csv");
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table.names(), (std::vector<std::string>{"a", "b", "label"}));
    EXPECT_EQ(table.number(0, 0), 1.5);
    EXPECT_EQ(table.number(0, 1), -2);
    EXPECT_EQ(table.number(1, 0), 3);
    EXPECT_EQ(table.number(1, 1), 0.004);
    EXPECT_EQ(table.field(1, 2), "dog, big");
    EXPECT_EQ(table.number(0, 2), std::nullopt);
    EXPECT_EQ(table.line(1), 3U);
}

TEST(CsvTable, NumbersHaveAPointAndAreFinite) {
    const CsvTable table("x;y;z;w\n0,5;nan;1e999;1 2\n", "t.csv", {.hasHeader = true});
    for (std::size_t column = 0; column < 4; ++column) EXPECT_EQ(table.number(0, column), std::nullopt);
}

TEST(CsvTable, FindsTheSeparator) {
    EXPECT_EQ(CsvTable("1,2\n", "t").separator(), ',');
    EXPECT_EQ(CsvTable("a;b\n1;2\n", "t").separator(), ';');
    EXPECT_EQ(CsvTable("\n1\t2\t3,5\n", "t").separator(), '\t');
    EXPECT_EQ(CsvTable("\"a;b;c\",2\n", "t").separator(), ',');
    EXPECT_EQ(CsvTable("7\n8\n", "t").columns(), 1U);
    EXPECT_EQ(CsvTable("1,2;3\n", "t", {.separator = ';'}).columns(), 2U);
}

TEST(CsvTable, FindsTheHeader) {
    EXPECT_TRUE(CsvTable("a,b\n1,2\n", "t").hasHeader());
    EXPECT_TRUE(CsvTable("x,kind\n1,cat\n2,dog\n", "t").hasHeader());
    EXPECT_TRUE(CsvTable(",x\n0,1\n1,2\n", "t").hasHeader());  // as pandas names its row numbers
    EXPECT_FALSE(CsvTable("1,2\n3,4\n", "t").hasHeader());
    EXPECT_FALSE(CsvTable("1,cat\n3,dog\n", "t").hasHeader());
    EXPECT_FALSE(CsvTable("a,b\n", "t").hasHeader());
    EXPECT_FALSE(CsvTable("a,b\n1,2\n", "t", {.hasHeader = false}).hasHeader());
    EXPECT_EQ(CsvTable("1,cat\n", "t").names(), (std::vector<std::string>{"column 1", "column 2"}));
    EXPECT_EQ(CsvTable("# x, y\n1,2\n", "t").names(),
              (std::vector<std::string>{"x", "y"}));  // NumPy's savetxt
}

TEST(CsvTable, TakesTheLineEndsOfAnySystemAndBlankLines) {
    const CsvTable table(
        "\xef\xbb\xbf"
        "a,b\r\n\r\n1,2\r\n  \n3,4",
        "t");
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table.names()[0], "a");
    EXPECT_EQ(table.field(0, 1), "2");
    EXPECT_EQ(table.field(1, 1), "4");
    EXPECT_EQ(table.line(1), 5U);
}

TEST(CsvTable, ReadsWhatIsWritten) {
    const std::vector<std::string> fields{"plain", "with, comma", "with \"quotes\"", "two\nlines", "", "η"};
    const CsvTable table(csvLine(fields) + csvLine(fields), "t", {.hasHeader = false});
    ASSERT_EQ(table.rows(), 2U);
    for (std::size_t i = 0; i < fields.size(); ++i) EXPECT_EQ(table.field(1, i), fields[i]);
    EXPECT_EQ(table.line(1), 3U);
}

TEST(CsvTable, ColumnsAreFoundByNameOrNumber) {
    const CsvTable table("a,2,label\n1,2,x\n", "t.csv", {.hasHeader = true});
    EXPECT_EQ(table.columnNamed("label"), 2U);
    EXPECT_EQ(table.columnNamed("1"), 0U);
    EXPECT_EQ(table.columnNamed("2"), 1U);
    for (const char* name : {"0", "4", "b", "-1", ""}) {
        try {
            table.columnNamed(name);
            ADD_FAILURE() << name;
        } catch (const InputError& error) {
            EXPECT_NE(std::string(error.what()).find("it has a, 2, label"), std::string::npos)
                << error.what();
        }
    }
}

TEST(CsvTable, AQuoteAmidAFieldIsALetter) {
    const CsvTable table("size,name\n5\" pipe,a\n2,3\" and 4\"\n 7, \"x, \"\"y\"\"\"\n", "t",
                         {.hasHeader = true});
    ASSERT_EQ(table.rows(), 3U);
    EXPECT_EQ(table.field(0, 0), "5\" pipe");
    EXPECT_EQ(table.field(1, 1), "3\" and 4\"");
    EXPECT_EQ(table.field(2, 1), "x, \"y\"");
    EXPECT_EQ(CsvTable("5\";1\n6\";2\n", "t").separator(), ';');
    EXPECT_EQ(CsvTable("\"a;b;c\",d\n\"e\",f\n", "t").columns(), 2U);
}

// A line of 157 million fields used to take 41 s and 12.8 GB before it was refused.
TEST(CsvTable, ManyColumnsAreRefusedBeforeTheFileIsRead) {
    const test::TemporaryFolder folder;
    const std::filesystem::path path = folder / "wide.csv";
    {
        std::ofstream file(path, std::ios::binary);
        const std::string block(std::size_t{1} << 20, ',');
        for (int i = 0; i < 64; ++i) file << block;
    }
    struct ::rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    const long before = usage.ru_maxrss;
    try {
        readCsvTable(path);
        ADD_FAILURE() << "64 million columns were read";
    } catch (const InputError& error) {
        EXPECT_EQ(std::string(error.what()),
                  path.string() + ", line 1 has more than 1000000 fields, the most that are read.");
    }
    ::getrusage(RUSAGE_SELF, &usage);
    EXPECT_LT(usage.ru_maxrss - before, 20 << 10) << "KiB";
}

TEST(CsvTable, AFieldWithoutAnEndIsRefusedBeforeTheFileIsRead) {
    EXPECT_EQ(refusalOf("1\n" + std::string(2 * kLongestField, '7') + "\n"),
              "t.csv, line 2 has a field of more than 1048576 bytes, the most that are read.");
    EXPECT_EQ(
        refusalOf("1\n\"" + std::string(2 * kLongestField, '7') + "\n"),
        "t.csv, line 2 has a field of more than 1048576 bytes, the most that are read; a quote is opened "
        "in it and not closed.");
}

// 20 bytes of text to a number, as NumPy's savetxt writes them.
TEST(CsvTable, ItTakesTheMemoryOfItsNumbersAndNotOfItsText) {
    if (test::kAddressSanitizer) GTEST_SKIP() << "the sanitizer keeps what was freed";
    constexpr long kRows = 100000, kColumns = 20;
    const test::TemporaryFolder folder;
    {
        std::ofstream file(folder / "t.csv");
        for (long row = 0; row < kRows; ++row) {
            for (long column = 0; column < kColumns; ++column)
                file << (column > 0 ? "," : "") << row << ".0000000000" << 100000 + column;
            file << (row % 2 == 0 ? ",+1\n" : ",-1\n");
        }
    }
    struct ::rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    const long before = usage.ru_maxrss;
    const CsvTable table = readCsvTable(folder / "t.csv");
    ::getrusage(RUSAGE_SELF, &usage);
    EXPECT_LT(usage.ru_maxrss - before, 3 * kRows * (kColumns + 2) * 8 / 2 / 1024) << "KiB";
    EXPECT_EQ(table.number(kRows - 1, 0), 99999.0000000000100000);
    EXPECT_EQ(table.field(kRows - 2, kColumns), "+1");
}

TEST(CsvTable, ReadsTheSameInAnyBlocks) {
    const std::string text = "\xef\xbb\xbf\"a;\"\"b\" ,c\r\n\r\n1,\"x\ny\"\n 2 , z\n3,";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        std::vector<std::string> found;
        CsvReader reader(
            "t", std::nullopt, [&](std::string_view field) { found.push_back(plainText(field)); },
            [&](std::size_t line) { found.push_back("line " + std::to_string(line)); });
        for (std::size_t i = 0; i < text.size(); i += size)
            reader.take(std::string_view(text).substr(i, size));
        reader.finish();
        EXPECT_EQ(found, (std::vector<std::string>{"a;\"b", "c", "line 1", "1", "x\ny", "line 3", "2", "z",
                                                   "line 5", "3", "", "line 6"}))
            << "blocks of " << size;
    }
}

TEST(CsvTable, WritesNumbersAsTheyStandInAColumnOfLabels) {
    const CsvTable table("1.0,+1,7,1000000\n-1.0,-1,7.5,1e6\n1.0,+1,cat,2000000\n", "t",
                         {.hasHeader = false});
    EXPECT_EQ(table.field(2, 0), "1.0");
    EXPECT_EQ(table.field(1, 0), "-1.0");
    EXPECT_EQ(table.field(2, 1), "+1");
    EXPECT_EQ(table.field(1, 1), "-1");
    EXPECT_EQ(table.field(1, 2), "7.5");
    EXPECT_EQ(table.field(2, 2), "cat");
    EXPECT_EQ(table.field(2, 3), "2000000");
}

TEST(CsvTable, EveryRowMayHaveAMillionColumns) {
    std::string line(2 * kMostColumns, ',');
    for (std::size_t i = 0; i < line.size(); i += 2) line[i] = '7';
    line.back() = '\n';
    const CsvTable table(line + line, "t", {.hasHeader = false});
    EXPECT_EQ(table.columns(), kMostColumns);
    EXPECT_EQ(table.number(1, kMostColumns - 1), 7.0);
    EXPECT_THROW(CsvTable("7," + line, "t"), InputError);
}

TEST(CsvTable, AFileIsReadAsItsText) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "t.csv") << "\n\na;b\n1;2\n";
    const CsvTable table = readCsvTable(folder / "t.csv");
    EXPECT_EQ(table.separator(), ';');
    EXPECT_EQ(table.number(0, 1), 2.0);
    EXPECT_EQ(table.line(0), 4U);
    EXPECT_THROW(readCsvTable(folder / "missing.csv"), FileError);
}

TEST(CsvTable, NamesTheLineThatIsWrong) {
    EXPECT_EQ(refusalOf("1,2\n\n3\n"), "t.csv, line 3 has 1 fields; it must have 2 as the first row has.");
    EXPECT_EQ(refusalOf("1,2\n3,\"4\n5,6\n"), "t.csv, line 2: a quote is opened and never closed.");
    EXPECT_EQ(refusalOf(""), "t.csv holds no row; a table needs at least one.");
    EXPECT_EQ(refusalOf("\n \n"), "t.csv holds no row; a table needs at least one.");
}

TEST(CsvTable, NoMutationDoesHarm) {
    std::mt19937 random(3);
    const std::string valid = "a,b,\"c \"\" d\"\r\n1,2,x\n3,4,\"y\nz\"\n";
    for (int i = 0; i < 20000; ++i) {
        std::string text = valid.substr(random() % 4);
        for (std::size_t flips = random() % 4; flips > 0; --flips)
            text[random() % text.size()] = ",;\t\"\n\r #1ax"[random() % 11];
        try {
            const CsvTable table(text, "t");
            EXPECT_GE(table.rows(), 1U);
            for (std::size_t row = 0; row < table.rows(); ++row)
                for (std::size_t column = 0; column < table.columns(); ++column) table.field(row, column);
        } catch (const InputError&) {
        }
    }
}

}  // namespace
}  // namespace featurescope
