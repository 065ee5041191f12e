#include "ui/session/autosave.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <filesystem>
#include <random>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/spec/scenario_table.h"
#include "tests/support/temporary_folder.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

std::string sessionAt(std::int64_t step) {
    SessionDocument document;
    document.run.spec = scenarioNamed(kDefaultScenario);
    document.run.engine = "primal";
    document.run.instructionSet = "baseline";
    document.run.step = document.run.trainedTo = step;
    return sessionToBytes(document);
}

class AutosaveTest : public testing::Test {
  protected:
    test::TemporaryFolder temporary;
    QString folder = QString::fromStdString((temporary / "autosave").string());
};

TEST_F(AutosaveTest, KeepsTwoGenerationsAndReadsTheNewestThatOpens) {
    const auto slot = AutosaveSlot::makeIn(folder);
    EXPECT_FALSE(slot->read());
    slot->write(sessionAt(1));
    slot->write(sessionAt(2));
    slot->write(sessionAt(3));
    EXPECT_EQ(slot->read()->run.step, 3);
    QFile(slot->path()).resize(100);
    EXPECT_EQ(slot->read()->run.step, 2);
    slot->remove();
    EXPECT_FALSE(slot->read());
    EXPECT_TRUE(QDir(folder)
                    .entryList({QStringLiteral("*fscope*")}, QDir::Files)
                    .filter(QStringLiteral("~"))
                    .isEmpty());
}

TEST_F(AutosaveTest, ASlotOfALivingWindowIsNotLeftBehind) {
    auto slot = AutosaveSlot::makeIn(folder);
    slot->write(sessionAt(7));
    EXPECT_TRUE(slotsLeftBehind(folder).empty());
    EXPECT_EQ(AutosaveSlot::takeOver(slot->path()), nullptr);
    slot.reset();  // closed without being removed, as after a crash
    const auto left = slotsLeftBehind(folder);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0]->read()->run.step, 7);
    // Whoever offers it owns it meanwhile.
    EXPECT_TRUE(slotsLeftBehind(folder).empty());
}

TEST_F(AutosaveTest, NothingIsLeftBehindInAnEmptyOrMissingFolder) {
    EXPECT_TRUE(slotsLeftBehind(folder).empty());
    const auto unused = AutosaveSlot::makeIn(folder);
    EXPECT_TRUE(slotsLeftBehind(folder).empty());
}

/// Saves one session after the other, to a slot and to a file, until it is killed.
[[noreturn]] void saveForEver(const QString& slotFolder, const std::string& file) {
    try {
        const auto slot = AutosaveSlot::makeIn(slotFolder);
        for (std::int64_t step = 0;; ++step) {
            const std::string session = sessionAt(step % 4);
            slot->write(session);
            writeFileKeepingBackup(file, session);
        }
    } catch (...) {
        ::_exit(1);
    }
}

/// tests/checks/kill_while_saving.sh asks for more.
int wantedKills() {
    const int wanted = qEnvironmentVariableIntValue("FEATURESCOPE_KILLS");
    return wanted > 0 ? wanted : 12;
}

TEST_F(AutosaveTest, AKilledProgramLeavesTheOldOrTheNewSessionAndItsLockIsStale) {
    std::mt19937 random(4);
    for (int kill = 0; kill < wantedKills(); ++kill) {
        const QString place = folder + QString::number(kill);
        const std::string file = (temporary / ("session-" + std::to_string(kill) + ".fscope")).string();
        const ::pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) saveForEver(place, file);
        // Before the first save is done there is no session to lose.
        const auto saved = [&] { return std::filesystem::exists(file); };
        while (!saved() && ::waitpid(child, nullptr, WNOHANG) == 0) ::usleep(200);
        ASSERT_TRUE(saved());
        ::usleep(static_cast<useconds_t>(random() % 20000));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        EXPECT_NO_THROW(sessionFromBytes(readWholeFile(file, 1 << 26), file)) << kill;
        const auto left = slotsLeftBehind(place);
        ASSERT_EQ(left.size(), 1U) << kill;
        EXPECT_TRUE(left[0]->read()) << kill;
    }
}

TEST_F(AutosaveTest, AFullDiskGivesASentenceAndKeepsWhatWasThere) {
    const std::string disk = (temporary / "disk").string();
    std::filesystem::create_directory(disk);
    if (::mount("none", disk.c_str(), "tmpfs", 0, "size=64k") != 0)
        GTEST_SKIP() << "only root can mount a disk";
    {
        const auto slot = AutosaveSlot::makeIn(QString::fromStdString(disk));
        const std::string session = sessionAt(5);
        slot->write(session);
        const std::string tooMuch(100'000, 'x');
        try {
            slot->write(tooMuch);
            ADD_FAILURE() << "the disk is not full";
        } catch (const FileError& error) {
            EXPECT_NE(std::string(error.what()).find("No space left"), std::string::npos) << error.what();
        }
        EXPECT_EQ(slot->read()->run.step, 5);
        // Nothing half written takes the last room away.
        EXPECT_NO_THROW(slot->write(session));
    }
    ::umount(disk.c_str());
}

TEST_F(AutosaveTest, AWindowKilledBeforeItsFirstSaveLeavesNoLock) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto slot = AutosaveSlot::makeIn(folder);
        ::_exit(0);  // as if killed: nothing is taken down
    }
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    const auto locks = [this] { return QDir(folder).entryList({QStringLiteral("*.lock")}, QDir::Files); };
    ASSERT_EQ(locks().size(), 1);
    const auto living = AutosaveSlot::makeIn(folder);
    EXPECT_TRUE(slotsLeftBehind(folder).empty());
    EXPECT_EQ(locks(), QStringList(QFileInfo(living->path()).fileName() + QStringLiteral(".lock")));
}

TEST_F(AutosaveTest, SaysWhenTheFolderCannotBeMade) {
    QFile file(folder);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_THROW(AutosaveSlot::makeIn(folder), FileError);
}

}  // namespace
