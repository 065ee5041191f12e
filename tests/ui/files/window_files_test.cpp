#include "ui/files/window_files.h"

#include <gtest/gtest.h>

#include <QDropEvent>
#include <QJsonDocument>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>

#include "core/io/atomic_file.h"
#include "core/spec/spec_json.h"
#include "tests/support/bare_window.h"
#include "ui/exporting/figure_view.h"

using namespace featurescope;
using namespace featurescope::test;

namespace {

using WindowFilesTest = FilesTest;

TEST_F(WindowFilesTest, AnExportedFigureBringsTheRunBackWhenItIsDropped) {
    std::string hash;
    {
        BareWindow window(false);
        window.files->show({.spec = smallSpec()});
        window.presenter.send(RunTo{17});
        ASSERT_TRUE(rests(window, 17));
        hash = now(window).weightsSha256;
        window.files->exporter().make({.content = {.snapshot = window.presenter.snapshot()},
                                       .subject = gridSubject({"errors", "loss"}),
                                       .path = path("a.png")});
        ASSERT_TRUE(reaches([&] { return QFile::exists(path("a.png")); }));
        ASSERT_TRUE(reaches([&] { return !window.files->exporter().isBusy(); }));
    }
    BareWindow window(false);
    window.files->show({.spec = scenarioNamed("lazy")});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("a.png"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
    ASSERT_TRUE(rests(window, 17));
    EXPECT_EQ(now(window).weightsSha256, hash);
    EXPECT_EQ(window.arranged, QStringLiteral("errors,loss"));
    EXPECT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("to the bit")); }))
        << notice(window).toStdString();
}

TEST_F(WindowFilesTest, OnAnotherInstructionSetTheWeightsAreComparedInsteadOfTheHash) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    window.presenter.send(RunTo{5});
    ASSERT_TRUE(rests(window, 5));
    const Snapshot& snapshot = now(window);
    const QJsonObject view = viewOf(gridSubject({"errors"}), {}, snapshot);
    OpenedDocument document{.spec = smallSpec(), .step = 5};
    document.report.weightsSha256 = std::string(64, '0');
    document.report.instructionSet = "abacus";
    document.view = QJsonDocument(view).toJson(QJsonDocument::Compact).toStdString();
    window.files->show(document);
    EXPECT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("abacus")); }));
    EXPECT_TRUE(notice(window).contains(QStringLiteral("agree"))) << notice(window).toStdString();
    document.spec.seeds.weights += 1;
    window.files->show(document);
    EXPECT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("differ by")); }))
        << notice(window).toStdString();
}

TEST_F(WindowFilesTest, SavesASessionAndOpensItWhereItWas) {
    std::string hash;
    {
        BareWindow window(false);
        window.files->show({.spec = smallSpec()});
        window.presenter.send(RunTo{30});
        ASSERT_TRUE(rests(window, 30));
        window.presenter.send(ShowStep{11});
        ASSERT_TRUE(rests(window, 11));
        hash = now(window).weightsSha256;
        trigger(window, "saveSession");
        choose(window, path("a.fscope"));
        ASSERT_TRUE(reaches([&] { return window.files->keeper().path() == path("a.fscope"); }));
    }
    BareWindow window(false);
    window.files->open(path("a.fscope"));
    ASSERT_TRUE(rests(window, 11));
    EXPECT_EQ(now(window).weightsSha256, hash);
    EXPECT_EQ(now(window).trainedTo, 30);
    EXPECT_GT(now(window).timeline.size(), 10U);
    window.presenter.send(RunTo{31});
    EXPECT_TRUE(rests(window, 31));
}

TEST_F(WindowFilesTest, KeptRunsArePartOfASession) {
    {
        BareWindow window(false);
        window.files->show({.spec = smallSpec()});
        window.presenter.send(RunTo{8});
        ASSERT_TRUE(rests(window, 8));
        window.pinned.keep(now(window).archive);
        window.files->keeper().save(path("a.fscope"));
        ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    }
    BareWindow window(false);
    window.files->open(path("a.fscope"));
    ASSERT_TRUE(rests(window, 8));
    ASSERT_EQ(window.pinned.size(), 1U);
    EXPECT_EQ(window.pinned.moments()[0].archive->trainedTo, 8);
}

TEST_F(WindowFilesTest, SavesWhileTheRunGoesOn) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.presenter.send(Play{});
    ASSERT_TRUE(reaches([&] { return now(window).step > 5; }));
    window.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return QFile::exists(path("a.fscope")); }));
    EXPECT_GT(openDocument(path("a.fscope").toStdString()).session->run.trainedTo, 5);
}

TEST_F(WindowFilesTest, AFileThatCannotBeWrittenIsSaidAndTheOldOneStays) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.files->keeper().save(QStringLiteral("/no/such/folder/a.fscope"));
    ASSERT_TRUE(reaches([&] { return window.findChild<QDialog*>(QStringLiteral("question")) != nullptr; }));
    EXPECT_TRUE(window.files->keeper().path().isEmpty());
}

TEST_F(WindowFilesTest, AutosavesWhatHasChangedAndNothingElse) {
    BareWindow window(true);
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
    // A window that was closed in order leaves nothing to recover.
    EXPECT_TRUE(slotsLeftBehind(autosaveFolder()).empty());
}

TEST_F(WindowFilesTest, WhatACrashLeftIsOfferedAndRestored) {
    std::string hash;
    {
        BareWindow window(true);
        window.files->show({.spec = smallSpec()});
        window.presenter.send(RunTo{9});
        ASSERT_TRUE(rests(window, 9));
        hash = now(window).weightsSha256;
        window.files->keeper().autosave();
        ASSERT_TRUE(reaches([&] { return !window.files->keeper().isSaving(); }));
    }  // destroyed without being closed
    BareWindow window(true);
    window.files->show({.spec = scenarioNamed("lazy")});
    window.files->offerRecovery();
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("recoveryDialog"));
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(dialog->findChild<QListWidget*>(QStringLiteral("leftBehind"))->count(), 1);
    press(*dialog, "restore");
    ASSERT_TRUE(rests(window, 9));
    EXPECT_EQ(now(window).weightsSha256, hash);
}

TEST_F(WindowFilesTest, RecoveryKeepsWhatIsNotDeletedByHand) {
    {
        const auto slot = AutosaveSlot::makeIn(autosaveFolder());
        SessionDocument session;
        session.run.spec = smallSpec();
        session.run.engine = "primal";
        session.run.instructionSet = "baseline";
        slot->write(sessionToBytes(session));
    }
    BareWindow window(true);
    window.files->offerRecovery();
    press(*window.findChild<QDialog*>(QStringLiteral("recoveryDialog")), "keep");
    ASSERT_TRUE(reaches([&] { return !window.findChild<QDialog*>(QStringLiteral("recoveryDialog")); }));
    window.files->offerRecovery();
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("recoveryDialog"));
    ASSERT_NE(dialog, nullptr);
    press(*dialog, "delete");
    press(*dialog, "deleteNow");
    ASSERT_TRUE(reaches([&] { return !window.findChild<QDialog*>(QStringLiteral("recoveryDialog")); }));
    EXPECT_TRUE(slotsLeftBehind(autosaveFolder()).empty());
}

TEST_F(WindowFilesTest, AsksBeforeClosingASessionThatIsBehindItsFile) {
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

TEST_F(WindowFilesTest, ADemonstrationOfAFewSecondsIsClosedWithoutAQuestion) {
    BareWindow window(true);
    window.files->show({.spec = smallSpec()});
    window.presenter.send(RunTo{20});
    ASSERT_TRUE(rests(window, 20));
    EXPECT_TRUE(window.close());
}

TEST_F(WindowFilesTest, RecentFilesAreRemembered) {
    const auto settings = std::make_shared<QSettings>(path("settings.ini"), QSettings::IniFormat);
    writeFileAtomically(folder / "spec.json", specToJson(smallSpec()));
    {
        BareWindow window(false, settings);
        window.files->open(path("spec.json"));
        ASSERT_TRUE(rests(window, 0));
    }
    BareWindow window(false, settings);
    auto* recent = window.menu.findChild<QMenu*>(QStringLiteral("recentFiles"));
    ASSERT_EQ(recent->actions().size(), 1);
    recent->actions().front()->trigger();
    EXPECT_TRUE(rests(window, 0));
}

}  // namespace
