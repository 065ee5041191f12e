#include "ui/files/window_files.h"

#include <gtest/gtest.h>

#include <QDropEvent>
#include <QJsonDocument>
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
    EXPECT_FALSE(window.files->keeper().hasUnsaved());
    window.presenter.send(RunTo{31});
    EXPECT_TRUE(rests(window, 31));
    EXPECT_TRUE(window.files->keeper().hasUnsaved());
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
    writeFileAtomically(folder / "a.fscope", "old");
    QDir().mkpath(path("a.fscope~"));  // so that no backup can be kept
    window.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return window.findChild<QDialog*>(QStringLiteral("question")) != nullptr; }));
    EXPECT_TRUE(window.files->keeper().path().isEmpty());
    EXPECT_EQ(readWholeFile(folder / "a.fscope", 100), "old");
}

TEST_F(WindowFilesTest, ABackupOpensAsASessionButIsNotWrittenOver) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    window.presenter.send(RunTo{7});
    ASSERT_TRUE(rests(window, 7));
    window.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    for (const char* name : {"a.fscope~", "renamed"}) {
        QFile::copy(path("a.fscope"), path(name));
        BareWindow other(false);
        other.files->open(path(name));
        ASSERT_TRUE(rests(other, 7)) << name;
        EXPECT_GT(now(other).timeline.size(), 5U) << name;
        EXPECT_TRUE(other.files->keeper().path().isEmpty()) << name;
    }
}

TEST_F(WindowFilesTest, TheTitleNamesTheFileAndSaysWhetherItIsBehind) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    EXPECT_EQ(window.windowTitle(), QStringLiteral("Featurescope[*]"));
    window.files->keeper().save(path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    EXPECT_TRUE(window.windowTitle().startsWith(QStringLiteral("a.fscope[*]")));
    EXPECT_FALSE(window.isWindowModified());
    window.presenter.send(RunTo{2});
    ASSERT_TRUE(rests(window, 2));
    EXPECT_TRUE(window.isWindowModified());
}

TEST_F(WindowFilesTest, SavingWritesTheRunItWasAskedForOrNothing) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.presenter.send(Play{});
    ASSERT_TRUE(reaches([&] { return now(window).step > 5; }));
    bool ended = false;
    QObject::connect(&window.files->keeper(), &SessionKeeper::saved, &window, [&] { ended = true; });
    QObject::connect(&window.files->keeper(), &SessionKeeper::failed, &window, [&] { ended = true; });
    window.files->keeper().save(path("a.fscope"));
    ExperimentSpec other = smallSpec();
    other.seeds.weights += 1;
    window.presenter.send(Restart{.spec = other, .data = nullptr});
    ASSERT_TRUE(reaches([&] { return ended; }));
    if (QFile::exists(path("a.fscope"))) {
        EXPECT_EQ(openDocument(path("a.fscope").toStdString()).spec.seeds.weights, smallSpec().seeds.weights);
    }
}

TEST_F(WindowFilesTest, ARunThatFailedCannotBeSavedAndThatIsSaid) {
    BareWindow window(false);
    ExperimentSpec spec = smallSpec();
    spec.data = FileData{std::string(64, 'a'), 2, 3, 0};
    window.presenter.send(Restart{.spec = spec, .data = nullptr});
    ASSERT_TRUE(reaches([&] {
        const auto& snapshot = window.presenter.snapshot();
        return snapshot && snapshot->state == RunState::failed;
    }));
    trigger(window, "saveSession");
    choose(window, path("a.fscope"));
    ASSERT_TRUE(reaches([&] { return window.findChild<QDialog*>(QStringLiteral("question")) != nullptr; }));
    EXPECT_FALSE(window.files->keeper().isSaving());
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

TEST_F(WindowFilesTest, ASessionIsOfferedToBeCalledAsItsExperimentIs) {
    BareWindow window(true);
    ExperimentSpec spec = smallSpec();
    spec.title = "Lazy / rich: 1";
    window.files->show({.spec = spec});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "saveSession");
    QFileDialog* dialog = nullptr;
    ASSERT_TRUE(reaches(
        [&] { return (dialog = window.findChild<QFileDialog*>(QStringLiteral("fileDialog"))) != nullptr; }));
    EXPECT_TRUE(dialog->selectedFiles().value(0).endsWith(QStringLiteral("/Lazy - rich- 1.fscope")))
        << dialog->selectedFiles().value(0).toStdString();
    dialog->close();
}

}  // namespace
