#include "core/io/atomic_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "core/base/errors.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

std::ptrdiff_t filesIn(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST(AtomicFile, ReplacesTheOldContentAndLeavesNothingElse) {
    const test::TemporaryFolder folder;
    writeFileAtomically(folder / "a.txt", "old and long");
    writeFileAtomically(folder / "a.txt", std::string_view("n\0w", 3));
    EXPECT_EQ(readWholeFile(folder / "a.txt", 100), std::string("n\0w", 3));
    EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(AtomicFile, FailureKeepsTheOldFileAndLeavesNothingBehind) {
    const test::TemporaryFolder folder;
    // A folder that is not empty cannot be replaced by a file, whoever runs the test.
    fs::create_directory(folder / "taken");
    writeFileAtomically(folder.path() / "taken" / "inside", "x");
    EXPECT_THROW(writeFileAtomically(folder / "taken", "content"), FileError);
    EXPECT_EQ(readWholeFile(folder.path() / "taken" / "inside", 100), "x");
    EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(AtomicFile, NamesTheFileThatCannotBeWritten) {
    const test::TemporaryFolder folder;
    try {
        writeFileAtomically(folder.path() / "missing" / "b.txt", "content");
        FAIL() << "a missing folder was accepted";
    } catch (const FileError& error) {
        EXPECT_NE(std::string(error.what()).find("b.txt cannot be written"), std::string::npos)
            << error.what();
    }
}

TEST(ReadWholeFile, RefusesFoldersMissingFilesAndTooMuch) {
    const test::TemporaryFolder folder;
    writeFileAtomically(folder / "ten", "0123456789");
    EXPECT_EQ(readWholeFile(folder / "ten", 10), "0123456789");
    EXPECT_THROW(readWholeFile(folder / "ten", 9), FileError);
    EXPECT_THROW(readWholeFile(folder.path(), 10), FileError);
    EXPECT_THROW(readWholeFile(folder / "none", 10), FileError);
}

}  // namespace
}  // namespace featurescope
