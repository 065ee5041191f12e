#pragma once

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <functional>
#include <memory>

#include "tests/support/small_spec.h"
#include "tests/support/temporary_folder.h"
#include "ui/controls/file_menu.h"
#include "ui/files/window_files.h"
#include "ui/panels/plot_view.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

namespace featurescope::test {

using namespace featurescope::ui;

/// A window that shows nothing but has a session, and asks before closing as the real one does.
class BareWindow : public QMainWindow {
  public:
    explicit BareWindow(bool keepsSessions, std::shared_ptr<QSettings> settings = nullptr)
        : presenter(SessionOptions{}), menu(this) {
        files = std::make_unique<WindowFiles>(
            WindowParts{.window = this,
                        .presenter = &presenter,
                        .editor = &editor,
                        .pinned = &pinned,
                        .menu = &menu,
                        .content = [this] { return PanelContent{.snapshot = presenter.snapshot()}; },
                        .page =
                            [] {
                                return gridSubject({"projection", "errors"});
                            },
                        .inputSpace = [this] { return centralWidget(); },
                        .arrange = [this](const FigureSubject& subject) { arranged = subject.name; },
                        .present = [this](const ScenarioPresentation& opening) { presented = opening; },
                        .settings = std::move(settings),
                        .keepsSessions = keepsSessions});
        setCentralWidget(new QWidget);
        plot.setParent(centralWidget());
        plot.setObjectName(QStringLiteral("plot"));
        plot.setXAxis({-2, 2, 1, {}, {}});
        plot.setYAxis({-2, 2, 1, {}, {}});
        plot.resize(400, 400);
        presenter.setView({.field = {.area = {-2, 2, -2, 2}}});
        show();
    }

    SessionPresenter presenter;
    PinnedRuns pinned{SessionOptions{}};
    RunEditor editor{presenter, pinned,
                     [](const ExperimentSpec&, const ExperimentSpec&) { return QString(); },
                     [](const ExperimentSpec&, const ExperimentSpec&) { return std::string(); }};
    FileMenu menu;
    PlotView plot;
    std::unique_ptr<WindowFiles> files;
    QString arranged;
    ScenarioPresentation presented;

  protected:
    void closeEvent(QCloseEvent* event) override { event->setAccepted(files->mayClose()); }
};

/// Tests of what windows do with files, each with folders of its own.
class FilesTest : public testing::Test {
  protected:
    // Tests run at the same time, so each needs its own home for autosaved sessions.
    void SetUp() override { qputenv("XDG_DATA_HOME", (folder / "data").c_str()); }
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

    TemporaryFolder folder;
};

}  // namespace featurescope::test
