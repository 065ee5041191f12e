#include "core/io/atomic_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <random>

#include "core/base/errors.h"
#include "tests/support/file_size_limit.h"
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

TEST(AtomicFile, KeepsTheGenerationBefore) {
    const test::TemporaryFolder folder;
    const fs::path path = folder / "run.fscope";
    writeFileKeepingBackup(path, "first");
    EXPECT_FALSE(fs::exists(backupPath(path)));
    writeFileKeepingBackup(path, "second");
    EXPECT_EQ(readWholeFile(backupPath(path), 100), "first");
    writeFileKeepingBackup(path, "third");
    EXPECT_EQ(readWholeFile(path, 100), "third");
    EXPECT_EQ(readWholeFile(backupPath(path), 100), "second");
    EXPECT_EQ(filesIn(folder.path()), 2);
    EXPECT_EQ(backupPath(path).filename(), "run.fscope~");
}

TEST(AtomicFile, WritesWhatALinkPointsTo) {
    const test::TemporaryFolder folder;
    fs::create_directory(folder / "real");
    writeFileAtomically(folder.path() / "real" / "a", "old");
    fs::create_symlink(folder.path() / "real" / "a", folder / "link");
    writeFileKeepingBackup(folder / "link", "new");
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(readWholeFile(folder.path() / "real" / "a", 100), "new");
    EXPECT_EQ(readWholeFile(folder.path() / "real" / "a~", 100), "old");
}

TEST(AtomicFile, AFullDiskKeepsTheOldFileAndItsBackup) {
    const test::TemporaryFolder folder;
    const fs::path path = folder / "run.fscope";
    writeFileKeepingBackup(path, "first");
    writeFileKeepingBackup(path, "second");
    // A limit on the size of files fails in the midst of writing, as a full disk does.
    const test::FileSizeLimit limit(1000);
    try {
        writeFileKeepingBackup(path, std::string(100000, 'x'));
        ADD_FAILURE() << "100000 bytes fitted";
    } catch (const FileError& error) {
        EXPECT_NE(std::string(error.what()).find("run.fscope cannot be written: File too large."),
                  std::string::npos)
            << error.what();
    }
    EXPECT_EQ(readWholeFile(path, 100), "second");
    EXPECT_EQ(readWholeFile(backupPath(path), 100), "first");
    EXPECT_EQ(filesIn(folder.path()), 2);
}

TEST(AtomicFile, KilledAtAnyMomentLeavesTheOldOrTheNewContent) {
    const test::TemporaryFolder folder;
    const fs::path path = folder / "run.fscope";
    const std::string old(300000, 'o'), next(300000, 'n');
    writeFileAtomically(path, old);
    std::mt19937 random(20);
    for (int round = 0; round < 100; ++round) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            for (;;) {
                writeFileKeepingBackup(path, next);
                writeFileKeepingBackup(path, old);
            }
        }
        ::usleep(static_cast<useconds_t>(random() % 3000));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const std::string content = readWholeFile(path, 1000000);
        ASSERT_TRUE(content == old || content == next) << round;
        if (fs::exists(backupPath(path))) {
            const std::string backup = readWholeFile(backupPath(path), 1000000);
            ASSERT_TRUE(backup == old || backup == next) << round;
        }
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
