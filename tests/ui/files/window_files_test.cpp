#include "ui/files/window_files.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>

#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/support/temporary_folder.h"
#include "ui/controls/file_menu.h"
#include "ui/exporting/figure_view.h"
#include "ui/files/export_dialog.h"
#include "ui/files/movie_dialog.h"
#include "ui/panels/plot_view.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

ExperimentSpec smallSpec() {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.dimension = 6;
    clusters.trainSamples = 60;
    clusters.testSamples = 60;
    spec.network.neurons = 20;
    spec.training.steps = 100000;
    return spec;
}

/// A window that shows nothing but has a session, and asks before closing as the real one does.
class BareWindow : public QMainWindow {
  public:
    explicit BareWindow(bool keepsSessions, std::shared_ptr<QSettings> settings = nullptr)
        : presenter(SessionOptions{}), menu(this) {
        files = std::make_unique<WindowFiles>(
            WindowParts{.window = this,
                        .presenter = &presenter,
                        .menu = &menu,
                        .content = [this] { return PanelContent{.snapshot = presenter.snapshot()}; },
                        .page =
                            [] {
                                return gridSubject({"projection", "errors"});
                            },
                        .inputSpace = [this] { return &plot; },
                        .arrange = [this](const FigureSubject& subject) { arranged = subject.name; },
                        .settings = std::move(settings),
                        .keepsSessions = keepsSessions});
        setCentralWidget(new QWidget);
        plot.setParent(centralWidget());
        plot.setXAxis({-2, 2, 1, {}, {}});
        plot.setYAxis({-2, 2, 1, {}, {}});
        plot.resize(400, 400);
        presenter.setView({.field = {.area = {-2, 2, -2, 2}}});
        show();
    }

    SessionPresenter presenter;
    FileMenu menu;
    PlotView plot;
    std::unique_ptr<WindowFiles> files;
    QString arranged;

  protected:
    void closeEvent(QCloseEvent* event) override { event->setAccepted(files->mayClose()); }
};

class WindowFilesTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { QStandardPaths::setTestModeEnabled(true); }
    void SetUp() override { QDir(autosaveFolder()).removeRecursively(); }
    static QString autosaveFolder() {
        return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
               QStringLiteral("/autosave");
    }
    QString path(const char* name) { return QString::fromStdString((folder / name).string()); }
    static bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 8000); }
    static const Snapshot& now(BareWindow& window) { return *window.presenter.snapshot(); }
    static bool rests(BareWindow& window, std::int64_t step) {
        return reaches([&] {
            const auto& snapshot = window.presenter.snapshot();
            return snapshot && snapshot->step == step && !snapshot->weightsSha256.empty();
        });
    }
    static void trigger(BareWindow& window, const char* action) {
        window.menu.findChild<QAction*>(QLatin1String(action))->trigger();
    }
    /// Waits for a file dialog and answers it.
    static void choose(QWidget& parent, const QString& file) {
        QFileDialog* dialog = nullptr;
        ASSERT_TRUE(reaches([&] {
            dialog = parent.findChild<QFileDialog*>(QStringLiteral("fileDialog"));
            return dialog != nullptr;
        }));
        Q_EMIT dialog->fileSelected(file);
        dialog->close();
    }
    static void press(QWidget& parent, const char* button) {
        QPushButton* found = nullptr;
        ASSERT_TRUE(reaches([&] {
            found = parent.findChild<QPushButton*>(QLatin1String(button));
            return found != nullptr;
        })) << button;
        QTest::mouseClick(found, Qt::LeftButton);
    }
    static QString notice(BareWindow& window) {
        return window.findChild<QLabel*>(QStringLiteral("notice"))->text();
    }

    test::TemporaryFolder folder;
};

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

TEST_F(WindowFilesTest, ExportAgainRepeatsTheLastExportUnderTheNextName) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "exportAgain");  // never exported: asks
    auto* dialog = window.findChild<ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(
        reaches([&] { return !dialog->findChild<QLabel*>(QStringLiteral("preview"))->pixmap().isNull(); }));
    dialog->controls().choose(QStringLiteral("errors"));
    dialog->setSuffix(QStringLiteral(".svg"));
    press(*dialog, "saveFigure");
    choose(*dialog, path("mine.svg"));
    ASSERT_TRUE(reaches([&] { return QFile::exists(path("mine.svg")); }));
    trigger(window, "exportAgain");
    ASSERT_TRUE(reaches([&] { return QFile::exists(path("featurescope-errors-step-0.svg")); }));
    trigger(window, "exportAgain");
    ASSERT_TRUE(reaches([&] { return QFile::exists(path("featurescope-errors-step-0-2.svg")); }));
    EXPECT_TRUE(reaches([&] { return !window.files->exporter().isBusy(); }));
    EXPECT_EQ(readWholeFile(folder / "featurescope-errors-step-0.svg", 1 << 26),
              readWholeFile(folder / "featurescope-errors-step-0-2.svg", 1 << 26));
}

TEST_F(WindowFilesTest, EveryPanelGoesToAFolderAndTheFigureToTheClipboard) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "export");
    auto* dialog = window.findChild<ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    press(*dialog, "saveAllFigures");
    choose(*dialog, QString::fromStdString(folder.path().string()));
    for (const char* name : {"featurescope-projection-step-0.png", "featurescope-errors-step-0.png"})
        EXPECT_TRUE(reaches([&] { return QFile::exists(path(name)); })) << name;
    trigger(window, "copyFigure");
    EXPECT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("clipboard")); }));
    EXPECT_EQ(QGuiApplication::clipboard()->image().size(), QSize(1280, 800));
}

TEST_F(WindowFilesTest, TheExportDialogSaysWhatCannotBeMade) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "export");
    auto* dialog = window.findChild<ExportDialog*>();
    dialog->findChild<QDoubleSpinBox*>(QStringLiteral("figure/width"))->setValue(99999);
    EXPECT_FALSE(dialog->findChild<QLabel*>(QStringLiteral("problem"))->text().isEmpty());
    EXPECT_FALSE(dialog->findChild<QPushButton*>(QStringLiteral("saveFigure"))->isEnabled());
    auto* preset = dialog->findChild<QComboBox*>(QStringLiteral("figure/preset"));
    preset->setCurrentIndex(2);
    Q_EMIT preset->activated(2);
    EXPECT_EQ(dialog->controls().format().size, figurePresets()[1].format.size);
    EXPECT_TRUE(dialog->findChild<QPushButton*>(QStringLiteral("saveFigure"))->isEnabled());
}

TEST_F(WindowFilesTest, AMovieIsMadeFromTheMenu) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "movie");
    auto* dialog = window.findChild<MovieDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->findChild<QSpinBox*>(QStringLiteral("movie/last"))->setValue(20);
    dialog->findChild<QSpinBox*>(QStringLiteral("movie/count"))->setValue(4);
    dialog->controls().setFormat({.size = {300, 200}, .fieldRows = 64});
    press(*dialog, "movie/make");
    choose(*dialog, path("a.gif"));
    EXPECT_TRUE(reaches([&] { return QFile::exists(path("a.gif")); }));
}

TEST_F(WindowFilesTest, ATableBecomesARunThatFindsItsDataAgain) {
    writeFileAtomically(folder / "points.csv",
                        "height,weight,kind\n1,0,a\n-1,0.1,a\n0,1,b\n0.1,-1,b\n1.1,0,a\n0,0.9,b\n");
    std::string hash;
    {
        BareWindow window(true);
        window.files->show({.spec = smallSpec()});
        ASSERT_TRUE(rests(window, 0));
        window.files->open(path("points.csv"));
        press(window, "data/use");
        ASSERT_TRUE(reaches([&] { return dimensionOf(now(window).spec.data) == 2; }));
        window.presenter.send(RunTo{6});
        ASSERT_TRUE(rests(window, 6));
        hash = now(window).weightsSha256;
        window.files->keeper().save(path("a.fscope"));
        ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    }
    BareWindow window(true);
    window.files->open(path("a.fscope"));
    ASSERT_TRUE(rests(window, 6));
    EXPECT_EQ(now(window).weightsSha256, hash);
}

TEST_F(WindowFilesTest, ClicksIntoTheInputSpaceAddPoints) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    auto* action = window.menu.findChild<QAction*>(QStringLiteral("drawPoints"));
    action->trigger();
    ASSERT_TRUE(reaches([&] { return trainSamplesOf(now(window).spec.data) == 4 && now(window).scene; }));
    EXPECT_TRUE(action->isChecked());
    const QPoint place = window.plot.mapping().at(0.5, -0.25).toPoint();
    QTest::mouseClick(window.plot.viewport(), Qt::LeftButton, {}, place);
    QTest::mouseClick(window.plot.viewport(), Qt::RightButton, {}, place);
    ASSERT_TRUE(reaches([&] { return trainSamplesOf(now(window).spec.data) == 6 && now(window).scene; }));
    const GivenData& data = *window.presenter.data();
    EXPECT_NEAR(data.x(0, 5), 0.5, 0.05);
    EXPECT_NEAR(data.x(1, 5), -0.25, 0.05);
    EXPECT_EQ(data.y[4], 1);
    EXPECT_EQ(data.y[5], -1);
    action->trigger();
    QTest::mouseClick(window.plot.viewport(), Qt::LeftButton, {}, place);
    EXPECT_EQ(window.presenter.data()->y.size(), 6U);
}

TEST_F(WindowFilesTest, MissingDataAreNamedAndCanBeFound) {
    const std::string npz = npzBytes({{"X", {{3, 2}, std::vector<double>{1, 0, -1, 0, 0, 1}}},
                                      {"y", {{3}, std::vector<std::int64_t>{1, 1, -1}}}});
    writeFileAtomically(folder / "data.npz", npz);
    const ExperimentSpec spec = openDocument(path("data.npz").toStdString()).spec;
    writeFileAtomically(folder / "spec.json", specToJson(spec));
    BareWindow window(false);
    window.files->open(path("spec.json"));
    press(window, "findData");
    choose(window, path("data.npz"));
    ASSERT_TRUE(rests(window, 0));
    EXPECT_EQ(trainSamplesOf(now(window).spec.data), 3);
    // From now on it is known where they are.
    window.files->open(path("spec.json"));
    const std::uint64_t run = now(window).runId;
    EXPECT_TRUE(reaches([&] { return now(window).runId > run; }));
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
