#include <gtest/gtest.h>

#include <QListWidget>

#include "core/documents/drawn_points.h"
#include "core/io/atomic_file.h"
#include "tests/support/bare_window.h"
#include "ui/files/movie_dialog.h"

// Sessions of a window: what is kept of it, and what becomes of that when the window closes.

using namespace featurescope;
using namespace featurescope::test;

namespace {

class WindowSessionsTest : public FilesTest {
  protected:
    /// The dialog that offers what was left behind.
    static QDialog* offered(BareWindow& window) {
        window.files->offerRecovery();
        QDialog* dialog = nullptr;
        EXPECT_TRUE(reaches([&] {
            dialog = window.findChild<QDialog*>(QStringLiteral("recoveryDialog"));
            return dialog != nullptr;
        }));
        return dialog;
    }
    static void leaveBehind(const ExperimentSpec& spec) {
        SessionDocument session;
        session.run.spec = spec;
        session.run.engine = "primal";
        session.run.instructionSet = "baseline";
        AutosaveSlot::makeIn(autosaveFolder())->write(sessionToBytes(session));
    }
    static void train(BareWindow& window, std::int64_t step) {
        window.files->show({.spec = smallSpec()});
        window.presenter.send(RunTo{step});
        ASSERT_TRUE(rests(window, step));
    }
    static void autosave(BareWindow& window) {
        window.files->keeper().autosave();
        ASSERT_TRUE(reaches([&] { return !window.files->keeper().isSaving(); }));
    }
    static std::size_t leftBehind() { return slotsLeftBehind(autosaveFolder()).size(); }
};

TEST_F(WindowSessionsTest, AutosavesWhatHasChangedAndNothingElse) {
    auto kept = std::make_unique<BareWindow>(true);
    BareWindow& window = *kept;
    int autosaves = 0;
    QObject::connect(&window.files->keeper(), &SessionKeeper::autosaved, &window, [&] { ++autosaves; });
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.files->keeper().autosave();
    EXPECT_FALSE(window.files->keeper().isSaving());  // step 0 comes from the spec
    window.presenter.send(RunTo{3});
    ASSERT_TRUE(rests(window, 3));
    window.files->keeper().autosave();
    ASSERT_TRUE(reaches([&] { return autosaves == 1; }));
    window.files->keeper().autosave();
    EXPECT_FALSE(window.files->keeper().isSaving());
    window.close();
    kept.reset();  // whoever lives is not left behind
    // A window that was closed in order leaves nothing to recover.
    EXPECT_TRUE(slotsLeftBehind(autosaveFolder()).empty());
}

TEST_F(WindowSessionsTest, WhatACrashLeftIsOfferedAndRestored) {
    std::string hash;
    {
        BareWindow window(true);
        train(window, 9);
        hash = now(window).weightsSha256;
        autosave(window);
    }  // destroyed without being closed
    BareWindow window(true);
    window.files->show({.spec = scenarioNamed("lazy")});
    auto* dialog = offered(window);
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(dialog->findChild<QListWidget*>(QStringLiteral("leftBehind"))->count(), 1);
    press(*dialog, "restore");
    ASSERT_TRUE(rests(window, 9));
    EXPECT_EQ(now(window).weightsSha256, hash);
    // Nobody has saved it yet.
    EXPECT_FALSE(window.close());
    press(window, "saveAndClose");
    choose(window, path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return !window.isVisible(); }));
    EXPECT_EQ(openDocument(path("a.fscope").toStdString()).session->run.trainedTo, 9);
}

TEST_F(WindowSessionsTest, AsksBeforeClosingKeptRunsThatAreInNoFile) {
    BareWindow window(true);
    train(window, 4);
    ExperimentSpec other = smallSpec();
    other.seeds.weights += 1;
    const std::uint64_t before = now(window).runId;
    const std::shared_ptr<const RunArchive> trained = now(window).archive;
    window.editor.open(other, nullptr, 0, {});
    ASSERT_TRUE(reaches([&] { return now(window).runId > before && now(window).scene; }));
    window.pinned.keep(trained);
    ASSERT_EQ(window.pinned.size(), 1U);
    EXPECT_FALSE(window.close());
    press(window, "closeUnsaved");
    ASSERT_TRUE(reaches([&] { return !window.isVisible(); }));
}

TEST_F(WindowSessionsTest, AsksBeforeASessionTakesThePlaceOfWhatIsInNoFile) {
    BareWindow window(true);
    train(window, 4);
    window.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    window.pinned.keep(now(window).archive);
    ASSERT_TRUE(window.files->keeper().hasUnsaved());
    const std::uint64_t before = now(window).runId;
    window.files->show(openDocument(path("a.fscope").toStdString()), path("a.fscope"));
    press(window, "stayHere");
    EXPECT_EQ(now(window).runId, before);
    EXPECT_EQ(window.pinned.size(), 1U);
    window.files->show(openDocument(path("a.fscope").toStdString()), path("a.fscope"));
    QPushButton* leave = nullptr;
    for (QPushButton* button : window.findChildren<QPushButton*>(QStringLiteral("leaveUnsaved")))
        leave = button;
    ASSERT_NE(leave, nullptr);
    QTest::mouseClick(leave, Qt::LeftButton);
    ASSERT_TRUE(reaches([&] { return now(window).runId != before && now(window).scene; }));
    EXPECT_EQ(window.pinned.size(), 0U);
    EXPECT_FALSE(window.files->keeper().hasUnsaved()) << "somebody has decided";
}

TEST_F(WindowSessionsTest, UndoOfAnOpeningDoesNotWriteOverTheFileThatWasOpened) {
    BareWindow window(true);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.files->keeper().save(path("b.fscope"));
    ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    ExperimentSpec other = smallSpec();
    other.seeds.weights += 1;
    window.files->show({.spec = other});
    ASSERT_TRUE(reaches([&] { return now(window).spec.seeds.weights == other.seeds.weights; }));
    window.files->show(openDocument(path("b.fscope").toStdString()), path("b.fscope"));
    ASSERT_TRUE(reaches([&] { return now(window).spec.seeds.weights != other.seeds.weights; }));
    ASSERT_EQ(window.files->keeper().path(), path("b.fscope"));
    window.editor.history().stack().undo();
    ASSERT_TRUE(reaches([&] { return now(window).spec.seeds.weights == other.seeds.weights; }));
    EXPECT_TRUE(window.files->keeper().path().isEmpty());
}

TEST_F(WindowSessionsTest, RecoveryKeepsWhatIsNotDeletedByHand) {
    leaveBehind(smallSpec());
    BareWindow window(true);
    auto* first = offered(window);
    ASSERT_NE(first, nullptr);
    press(*first, "keep");
    ASSERT_TRUE(reaches([&] { return !window.findChild<QDialog*>(QStringLiteral("recoveryDialog")); }));
    auto* dialog = offered(window);
    ASSERT_NE(dialog, nullptr);
    press(*dialog, "delete");
    press(*dialog, "deleteNow");
    ASSERT_TRUE(reaches([&] { return !window.findChild<QDialog*>(QStringLiteral("recoveryDialog")); }));
    EXPECT_TRUE(slotsLeftBehind(autosaveFolder()).empty());
}

TEST_F(WindowSessionsTest, AsksBeforeClosingASessionThatIsBehindItsFile) {
    BareWindow window(true);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    EXPECT_FALSE(window.files->keeper().hasUnsaved());
    window.presenter.send(RunTo{4});
    ASSERT_TRUE(rests(window, 4));
    EXPECT_TRUE(window.files->keeper().hasUnsaved());
    EXPECT_FALSE(window.close());
    press(window, "stayOpen");
    EXPECT_TRUE(window.isVisible());
    EXPECT_FALSE(window.close());
    QPushButton* save = nullptr;
    for (QPushButton* button : window.findChildren<QPushButton*>(QStringLiteral("saveAndClose")))
        save = button;
    ASSERT_NE(save, nullptr);
    QTest::mouseClick(save, Qt::LeftButton);
    ASSERT_TRUE(reaches([&] { return !window.isVisible(); }));
    EXPECT_EQ(openDocument(path("a.fscope").toStdString()).session->run.trainedTo, 4);
}

TEST_F(WindowSessionsTest, ADemonstrationOfAFewSecondsIsClosedWithoutAQuestion) {
    BareWindow window(true);
    train(window, 20);
    EXPECT_TRUE(window.close());
}

TEST_F(WindowSessionsTest, WhoeverChoosesNoFileStaysAndIsAskedAgain) {
    BareWindow window(true);
    train(window, 3);
    window.files->keeper().addTrainedSeconds(60);
    EXPECT_FALSE(window.close());
    press(window, "saveAndClose");
    QFileDialog* dialog = nullptr;
    ASSERT_TRUE(reaches([&] { return (dialog = window.findChild<QFileDialog*>()) != nullptr; }));
    dialog->reject();
    EXPECT_FALSE(window.close());
    EXPECT_TRUE(window.isVisible());
}

TEST_F(WindowSessionsTest, ARestoredSessionIsThereUntilItIsSavedOrGivenUp) {
    {
        BareWindow window(true);
        train(window, 9);
        autosave(window);
    }
    {
        BareWindow window(true);
        window.files->show({.spec = scenarioNamed("lazy")});
        press(*offered(window), "restore");
        ASSERT_TRUE(rests(window, 9));
        EXPECT_TRUE(window.files->keeper().hasUnsaved());
    }  // and died again
    EXPECT_EQ(leftBehind(), 1U);
    {
        BareWindow window(true);
        press(*offered(window), "restore");
        ASSERT_TRUE(rests(window, 9));
        EXPECT_FALSE(window.close());
        press(window, "closeUnsaved");
        ASSERT_TRUE(reaches([&] { return !window.isVisible(); }));
    }
    EXPECT_EQ(leftBehind(), 0U);
}

TEST_F(WindowSessionsTest, WhatWasShownBeforeARecoveryIsKeptInOnePlaceOnly) {
    leaveBehind(smallSpec());
    {
        BareWindow window(true);
        ExperimentSpec other = smallSpec();
        other.seeds.weights += 1;
        window.files->show({.spec = other});
        window.presenter.send(RunTo{4});
        ASSERT_TRUE(rests(window, 4));
        autosave(window);
        const std::uint64_t before = now(window).runId;
        press(*offered(window), "restore");
        ASSERT_TRUE(reaches([&] { return now(window).runId > before && now(window).archive; }));
        ASSERT_EQ(window.pinned.size(), 1U);
        autosave(window);
    }
    const auto left = slotsLeftBehind(autosaveFolder());
    ASSERT_EQ(left.size(), 1U);
    ASSERT_EQ(left[0]->read()->pinned.size(), 1U);
    EXPECT_EQ(left[0]->read()->pinned[0].run.trainedTo, 4);
}

TEST_F(WindowSessionsTest, ALeftSessionWhoseDataAreMissingIsNotGivenUp) {
    ExperimentSpec spec = smallSpec();
    spec.data = FileData{std::string(64, 'a'), 2, 3, 0};
    leaveBehind(spec);
    {
        BareWindow window(true);
        window.files->show({.spec = smallSpec()});
        ASSERT_TRUE(rests(window, 0));
        press(*offered(window), "restore");
        press(window, "cancelOpen");
        EXPECT_TRUE(window.close());
    }
    EXPECT_EQ(leftBehind(), 1U);
}

TEST_F(WindowSessionsTest, TrainingOfEveryRunCountsAndKeptRunsAreAutosaved) {
    BareWindow window(true);
    train(window, 6);
    window.files->keeper().addTrainedSeconds(15);
    EXPECT_FALSE(window.files->keeper().hasUnsaved());
    ExperimentSpec edited = smallSpec();
    edited.seeds.weights += 1;
    window.editor.edit(edited, 0);
    ASSERT_TRUE(rests(window, 0));
    ASSERT_NE(window.editor.before(), nullptr);
    window.editor.compareBefore();
    ASSERT_EQ(window.pinned.size(), 1U);
    window.files->keeper().addTrainedSeconds(15);
    EXPECT_TRUE(window.files->keeper().hasUnsaved());
    int autosaves = 0;
    QObject::connect(&window.files->keeper(), &SessionKeeper::autosaved, &window, [&] { ++autosaves; });
    window.files->keeper().autosave();
    ASSERT_TRUE(reaches([&] { return autosaves == 1; }));
    window.pinned.remove(0);
    window.pinned.keep(now(window).archive);
    window.files->keeper().autosave();
    EXPECT_TRUE(reaches([&] { return autosaves == 2; }));
}

TEST_F(WindowSessionsTest, ClosingDuringAnAutosaveLeavesNothing) {
    {
        BareWindow window(true);
        train(window, 5);
        window.files->keeper().autosave();
        ASSERT_TRUE(window.files->keeper().isSaving());
        EXPECT_FALSE(window.close());
        ASSERT_TRUE(reaches([&] { return !window.isVisible(); }));
    }
    EXPECT_EQ(leftBehind(), 0U);
}

TEST_F(WindowSessionsTest, ClosingWaitsForFigures) {
    BareWindow window(false);
    train(window, 0);
    for (const char* name : {"a.png", "b.png"}) {
        window.files->exporter().make({.content = {.snapshot = window.presenter.snapshot()},
                                       .subject = gridSubject({"errors"}),
                                       .path = path(name)});
    }
    EXPECT_FALSE(window.close());
    ASSERT_TRUE(reaches([&] { return !window.isVisible(); }));
    EXPECT_TRUE(QFile::exists(path("b.png")));
}

TEST_F(WindowSessionsTest, AMovieUnderWayIsOnlyStoppedByASecondWord) {
    BareWindow window(false);
    train(window, 0);
    trigger(window, "movie");
    auto* movie = window.findChild<MovieDialog*>();
    ASSERT_NE(movie, nullptr);
    movie->film(path("a.gif"));
    movie->reject();
    press(*movie, "goOnFilming");
    EXPECT_TRUE(movie->isFilming());
    EXPECT_FALSE(window.close());
    press(window, "stopAndClose");
    EXPECT_TRUE(reaches([&] { return !window.isVisible(); }));
    EXPECT_FALSE(QFile::exists(path("a.gif")));
}

TEST_F(WindowSessionsTest, DrawnDataTravelWithTheSession) {
    std::string hash;
    {
        BareWindow window(false);
        window.files->show({.spec = smallSpec()});
        ASSERT_TRUE(rests(window, 0));
        trigger(window, "drawPoints");
        ASSERT_TRUE(reaches([&] { return dimensionOf(now(window).spec.data) == 2 && now(window).scene; }));
        window.presenter.send(RunTo{5});
        ASSERT_TRUE(rests(window, 5));
        hash = now(window).weightsSha256;
        window.files->keeper().save(path("a.fscope"));
        ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    }
    qputenv("XDG_DATA_HOME", (folder / "another computer").c_str());
    BareWindow window(true);
    window.files->open(path("a.fscope"));
    ASSERT_TRUE(rests(window, 5));
    EXPECT_EQ(now(window).weightsSha256, hash);
}

}  // namespace
