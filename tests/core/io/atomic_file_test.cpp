#include "core/io/atomic_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <random>

#include "core/base/errors.h"
#include "core/io/temporary_name.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"

namespace {
std::atomic<int> filesSynced = 0, foldersSynced = 0;
}

/// In the place of the C library's: counts what is waited for.
extern "C" int fsync(int descriptor) {
    struct ::stat status {};
    if (::fstat(descriptor, &status) == 0) ++(S_ISDIR(status.st_mode) ? foldersSynced : filesSynced);
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

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

// After a power cut a name that was not synced may still be that of the old file.
TEST(AtomicFile, WaitsForTheDiskToHaveTheContentAndTheName) {
    const test::TemporaryFolder folder;
    filesSynced = foldersSynced = 0;
    writeFileAtomically(folder / "a.txt", "new");
    EXPECT_EQ(filesSynced, 1);
    EXPECT_EQ(foldersSynced, 1);
    writeFileKeepingBackup(folder / "a.txt", "newer");
    EXPECT_EQ(filesSynced, 2);
    EXPECT_GE(foldersSynced, 2);
}

TEST(AtomicFile, AppearsWhenAllPiecesAreThere) {
    const test::TemporaryFolder folder;
    writeFileAtomically(folder / "a", "old");
    {
        AtomicFile file(folder / "a");
        file.append("never ");
        EXPECT_EQ(filesIn(folder.path()), 1) << "it has no name yet";
    }
    AtomicFile file(folder / "a");
    file.append("one ");
    file.append("two");
    EXPECT_EQ(readWholeFile(folder / "a", 100), "old");
    file.sync();
    file.becomeTarget();
    EXPECT_EQ(readWholeFile(folder / "a", 100), "one two");
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

TEST(AtomicFile, FollowsLinksToWhatIsNotThereYet) {
    const test::TemporaryFolder folder;
    fs::create_directory(folder / "real");
    fs::create_symlink("real/b", folder / "a");
    fs::create_symlink("c", folder.path() / "real" / "b");
    writeFileAtomically(folder / "a", "new");
    EXPECT_TRUE(fs::is_symlink(folder / "a"));
    EXPECT_EQ(readWholeFile(folder.path() / "real" / "c", 100), "new");
    fs::create_symlink("round", folder / "round");
    EXPECT_THROW(writeFileAtomically(folder / "round", "new"), FileError);
}

TEST(AtomicFile, TakesNamesAsLongAsTheyCanBe) {
    const test::TemporaryFolder folder;
    std::string longest;
    while (longest.size() + 3 <= 255) longest += "‖";
    ASSERT_EQ(longest.size(), 255U);
    writeFileKeepingBackup(folder / longest, "old");
    writeFileKeepingBackup(folder / longest, "new");
    EXPECT_EQ(readWholeFile(folder / longest, 100), "new");
    EXPECT_EQ(readWholeFile(folder / (longest.substr(0, 252) + "~"), 100), "old");
    EXPECT_EQ(filesIn(folder.path()), 2);
    EXPECT_THROW(writeFileAtomically(folder / (longest + "x"), "new"), FileError);
}

TEST(AtomicFile, CanBeTriedBeforehand) {
    const test::TemporaryFolder folder;
    writeFileAtomically(folder / "old", "old");
    fs::create_directory(folder / "taken");
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    requireWritable(folder / "old");
    requireWritable(folder / "new");
    requireWritable(folder / std::string(255, 'x'));
    EXPECT_EQ(readWholeFile(folder / "old", 100), "old");
    EXPECT_EQ(filesIn(folder.path()), 3);
    for (const fs::path& path :
         {fs::path(), folder.path() / "missing" / "a", folder.path() / "old" / "a", folder / "taken",
          folder / "pipe", fs::path("/dev/full"), folder / std::string(256, 'x')})
        EXPECT_THROW(requireWritable(path), FileError) << path;
}

TEST(AtomicFile, KnowsBeforehandWhatMustNotBeReplaced) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can be two users";
    const test::TemporaryFolder folder;
    fs::permissions(folder.path(), fs::perms::all | fs::perms::sticky_bit);
    writeFileAtomically(folder / "theirs", "old");
    fs::permissions(folder / "theirs", fs::perms::all);
    EXPECT_EXIT(
        {
            if (::setuid(65534) != 0) ::_exit(2);
            try {
                requireWritableKeepingBackup(folder / "theirs");
            } catch (const FileError& error) {
                const bool saysIt = std::string(error.what()).find("somebody else's") != std::string::npos;
                writeFileKeepingBackup(folder / "own", "1");
                writeFileKeepingBackup(folder / "own", "2");
                ::_exit(saysIt ? 0 : 3);
            }
            ::_exit(1);
        },
        testing::ExitedWithCode(0), "");
    EXPECT_EQ(filesIn(folder.path()), 3) << "theirs, own and its backup";
}

TEST(AtomicFile, ABackupIsTriedToo) {
    const test::TemporaryFolder folder;
    fs::create_directory(folder / "a~");
    requireWritable(folder / "a");
    EXPECT_THROW(requireWritableKeepingBackup(folder / "a"), FileError);
}

/// Runs `work` in a process of its own that has ended when this returns.
template <typename Work>
void inAnEndedProcess(const Work& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
}

TEST(AtomicFile, RemovesWhatAKilledProgramLeftUnfinishedAndNothingElse) {
    const test::TemporaryFolder folder;
    const auto touch = [](const fs::path& path) { std::ofstream(path) << "x"; };
    inAnEndedProcess([&] { touch(temporaryName(folder.path(), 0)); });
    inAnEndedProcess([&] { fs::create_directory(temporaryName(folder.path(), 0)); });
    ASSERT_EQ(filesIn(folder.path()), 2);
    touch(temporaryName(folder.path(), 7));  // of a process that is alive: this one
    touch(folder /
          ".featurescope-0123456789ab-1999999-0");  // of another machine, or of before it was started
    touch(folder / ".featurescope-notes");
    writeFileAtomically(folder / "a", "new");
    EXPECT_EQ(filesIn(folder.path()), 5) << "the file alone is gone";
}

TEST(AtomicFile, KeepsThePermissionsOfWhatItReplaces) {
    const test::TemporaryFolder folder;
    const fs::path path = folder / "secret.npz";
    writeFileAtomically(path, "old");
    constexpr auto kMine = fs::perms::owner_read | fs::perms::owner_write;
    fs::permissions(path, kMine);
    writeFileAtomically(path, "new");
    EXPECT_EQ(fs::status(path).permissions(), kMine);
    writeFileKeepingBackup(path, "newer");
    EXPECT_EQ(fs::status(path).permissions(), kMine);
    EXPECT_EQ(fs::status(backupPath(path)).permissions(), kMine);
}

TEST(AtomicFile, ReplacesNothingButOrdinaryFiles) {
    const test::TemporaryFolder folder;
    const fs::path pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    try {
        writeFileAtomically(pipe, "content");
        ADD_FAILURE() << "a pipe was replaced";
    } catch (const FileError& error) {
        EXPECT_EQ(std::string(error.what()), pipe.string() + " is no ordinary file.");
    }
    EXPECT_TRUE(fs::is_fifo(pipe));
    EXPECT_EQ(filesIn(folder.path()), 1);
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
    // How long one save takes here decides when a kill meets the old file and when the new one.
    unsigned longest = 3000;
    int oldSeen = 0, newSeen = 0;
    for (int round = 0; round < 100; ++round) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            // Always from what stands there to the other one, so that both are equally likely.
            for (bool isOld = readWholeFile(path, 1000000) == old;; isOld = !isOld)
                writeFileKeepingBackup(path, isOld ? next : old);
        }
        ::usleep(static_cast<useconds_t>(random() % longest));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const std::string content = readWholeFile(path, 1000000);
        ASSERT_TRUE(content == old || content == next) << round;
        (content == old ? oldSeen : newSeen) += 1;
        // Seeing one of them only means that the kill comes before the first save is done.
        if (round % 10 == 9 && (oldSeen == 0 || newSeen == 0)) longest *= 2;
        if (fs::exists(backupPath(path))) {
            const std::string backup = readWholeFile(backupPath(path), 1000000);
            ASSERT_TRUE(backup == old || backup == next) << round;
        }
    }
    EXPECT_GT(oldSeen, 0);
    EXPECT_GT(newSeen, 0);
}

TEST(ReadWholeFile, RefusesFoldersMissingFilesAndTooMuch) {
    const test::TemporaryFolder folder;
    writeFileAtomically(folder / "ten", "0123456789");
    EXPECT_EQ(readWholeFile(folder / "ten", 10), "0123456789");
    EXPECT_THROW(readWholeFile(folder / "ten", 9), FileError);
    EXPECT_THROW(readWholeFile(folder.path(), 10), FileError);
    EXPECT_THROW(readWholeFile(folder / "none", 10), FileError);
    // Larger than any memory, and refused before a byte of it is read.
    std::ofstream(folder / "huge").close();
    fs::resize_file(folder / "huge", std::uintmax_t{1} << 42);
    EXPECT_THROW(readWholeFile(folder / "huge", std::uintmax_t{1} << 40), FileError);
}

}  // namespace
}  // namespace featurescope
