#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QMessageBox>
#include <algorithm>

#include "core/io/atomic_file.h"
#include "tests/support/bare_window.h"

// Two windows, or a window and another program, on one session.

using namespace featurescope;
using namespace featurescope::test;

namespace {

class SessionLockTest : public FilesTest {
  protected:
    static void train(BareWindow& window, std::int64_t step) {
        window.files->show({.spec = smallSpec()});
        window.presenter.send(RunTo{step});
        ASSERT_TRUE(rests(window, step));
    }
};

/// Saves what the window shows under a name.
void saveAs(BareWindow& window, const QString& file) {
    window.files->keeper().save(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.files->keeper().path() == file; }, 8000));
}

TEST_F(SessionLockTest, TheSecondWindowOnASessionIsToldAndOfferedACopy) {
    BareWindow first(true);
    train(first, 3);
    saveAs(first, path("a.fscope"));
    BareWindow second(true);
    second.files->open(path("a.fscope"));
    const QMessageBox* question = nullptr;
    ASSERT_TRUE(reaches([&] {
        question = second.findChild<QMessageBox*>(QStringLiteral("question"));
        return question != nullptr;
    }));
    EXPECT_TRUE(question->text().contains(QStringLiteral("a.fscope is open in another window")));
    EXPECT_TRUE(
        question->text().contains(QStringLiteral("process %1").arg(QCoreApplication::applicationPid())));
    press(second, "openCopy");
    ASSERT_TRUE(rests(second, 3));
    EXPECT_TRUE(second.files->keeper().path().isEmpty());
    // Nor can it be saved over the first one's.
    second.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] {
        const auto boxes = second.findChildren<QMessageBox*>(QStringLiteral("question"));
        return std::ranges::any_of(boxes, [](const QMessageBox* box) {
            return box->text().startsWith(QLatin1String("Nothing was"));
        });
    }));
    EXPECT_TRUE(second.files->keeper().path().isEmpty());
}

TEST_F(SessionLockTest, AClosedWindowHoldsItsSessionNoLonger) {
    {
        BareWindow first(true);
        train(first, 3);
        saveAs(first, path("a.fscope"));
    }
    BareWindow second(true);
    second.files->open(path("a.fscope"));
    ASSERT_TRUE(rests(second, 3));
    EXPECT_EQ(second.files->keeper().path(), path("a.fscope"));
    // The same once more, in the window that has it.
    second.files->open(path("a.fscope"));
    ASSERT_TRUE(rests(second, 3));
    EXPECT_FALSE(SessionLock::holderOf(path("a.fscope")).isEmpty());
    second.files->show({.spec = smallSpec()});
    EXPECT_TRUE(SessionLock::holderOf(path("a.fscope")).isEmpty()) << "something else is shown";
}

TEST_F(SessionLockTest, TheLockOfADeadProcessCountsForNothing) {
    const pid_t child = fork();
    if (child == 0) {
        const std::unique_ptr<SessionLock> lock = SessionLock::take(path("a.fscope"));
        _exit(lock ? 0 : 1);  // without unlocking, as a killed one
    }
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    ASSERT_TRUE(QFile::exists(path(".a.fscope.lock")));
    EXPECT_TRUE(SessionLock::holderOf(path("a.fscope")).isEmpty());
    EXPECT_NE(SessionLock::take(path("a.fscope")), nullptr);
}

TEST_F(SessionLockTest, AFolderThatCannotBeWrittenNeedsNoLock) {
    const QString nowhere = path("missing/a.fscope");
    EXPECT_NE(SessionLock::take(nowhere), nullptr);
    EXPECT_TRUE(SessionLock::holderOf(nowhere).isEmpty());
}

TEST_F(SessionLockTest, TheLastSaveDoesNotWinInSilence) {
    BareWindow window(true);
    train(window, 3);
    saveAs(window, path("a.fscope"));
    SessionDocument other;
    other.run.spec = smallSpec();
    other.run.engine = "primal";
    other.run.instructionSet = "baseline";
    writeFileAtomically(path("a.fscope").toStdString(), sessionToBytes(other));
    window.presenter.send(RunTo{5});
    ASSERT_TRUE(rests(window, 5));
    const auto answer = [&](const char* button) {
        press(window, button);
        // The box that is answered goes with the next events; the next question must not be mistaken for it.
        ASSERT_TRUE(reaches([&] { return !window.findChild<QMessageBox*>(QStringLiteral("question")); }));
    };
    trigger(window, "saveSession");
    answer("cancelSaving");
    const auto trainedTo = [&](const char* name) {
        return openDocument(path(name).toStdString()).session->run.trainedTo;
    };
    EXPECT_EQ(trainedTo("a.fscope"), 0);
    trigger(window, "saveSession");
    answer("saveElsewhere");
    choose(window, path("b.fscope"));
    ASSERT_TRUE(reaches([&] { return window.files->keeper().path() == path("b.fscope"); }));
    EXPECT_EQ(trainedTo("a.fscope"), 0);
    EXPECT_EQ(trainedTo("b.fscope"), 5);
    writeFileAtomically(path("b.fscope").toStdString(), sessionToBytes(other));
    trigger(window, "saveSession");
    answer("replaceChanged");
    ASSERT_TRUE(reaches([&] { return !window.files->keeper().isSaving() && trainedTo("b.fscope") == 5; }));
}

TEST_F(SessionLockTest, SavingAgainAsksNothing) {
    BareWindow window(true);
    train(window, 3);
    saveAs(window, path("a.fscope"));
    int saves = 0;
    QObject::connect(&window.files->keeper(), &SessionKeeper::saved, &window, [&] { ++saves; });
    for (int i = 0; i < 3; ++i) window.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return saves == 3; }));
    EXPECT_EQ(window.findChild<QMessageBox*>(QStringLiteral("question")), nullptr);
}

}  // namespace
