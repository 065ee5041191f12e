#include <gtest/gtest.h>

#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QSpinBox>
#include <cmath>

#include "core/io/atomic_file.h"
#include "core/io/npz_arrays.h"
#include "core/recording/timeline_csv.h"
#include "tests/support/bare_window.h"
#include "ui/files/export_dialog.h"
#include "ui/files/movie_dialog.h"

using namespace featurescope;
using namespace featurescope::test;

namespace {

using WindowExportsTest = FilesTest;

TEST_F(WindowExportsTest, ExportAgainRepeatsTheLastExportUnderTheNextName) {
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

TEST_F(WindowExportsTest, EveryPanelGoesToAFolderAndTheFigureToTheClipboard) {
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

TEST_F(WindowExportsTest, TheExportDialogSaysWhatCannotBeMade) {
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

TEST_F(WindowExportsTest, ThePreviewIsTheWholeFigureAndPaperTakesOnePanel) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "export");
    auto* dialog = window.findChild<ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* preview = dialog->findChild<QLabel*>(QStringLiteral("preview"));
    ASSERT_TRUE(reaches([&] { return !preview->pixmap().isNull(); }));
    const QImage shown = preview->pixmap().toImage();
    EXPECT_LT(shown.width(), 700);
    EXPECT_NEAR(static_cast<double>(shown.width()) / shown.height(), 1.6, 0.01);
    // The figure is 1280 x 800: smaller, but to its last corner.
    FigureExporter exporter;
    QImage whole;
    QObject::connect(&exporter, &FigureExporter::drawn, &window, [&](const QImage& image) { whole = image; });
    FigureFormat format = dialog->controls().format();
    format.fieldRows = 128;
    exporter.make({.content = dialog->content(), .subject = dialog->controls().subject(), .format = format});
    ASSERT_TRUE(reaches([&] { return !whole.isNull(); }));
    EXPECT_EQ(whole.size(), QSize(1280, 800));
    const QImage wanted = whole.scaled(shown.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    int inked = 0, different = 0;
    for (int y = 0; y < shown.height(); ++y) {
        for (int x = 0; x < shown.width(); ++x) {
            inked += qGray(wanted.pixel(x, y)) < 160;
            different += std::abs(qGray(wanted.pixel(x, y)) - qGray(shown.pixel(x, y))) > 8;
        }
    }
    EXPECT_GT(inked, 500);
    EXPECT_EQ(different, 0);
    auto* preset = dialog->findChild<QComboBox*>(QStringLiteral("figure/preset"));
    preset->setCurrentIndex(2);
    Q_EMIT preset->activated(2);
    EXPECT_EQ(dialog->controls().subject().name, QStringLiteral("projection"));
}

TEST_F(WindowExportsTest, WhatIsOnScreenIsCopiedAsTwoCommands) {
    BareWindow window(false);
    ExperimentSpec spec = smallSpec();
    spec.training.stepSizeChanges = {{3, 0.125}};
    window.files->show({.spec = spec});
    window.presenter.send(RunTo{12});
    ASSERT_TRUE(rests(window, 12));
    trigger(window, "copyCommand");
    ASSERT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("commands")); }));
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 3);
    EXPECT_TRUE(lines[0].startsWith("featurescope render ")) << lines[0].toStdString();
    EXPECT_TRUE(lines[0].contains(" --step 12 --panel projection,errors ")) << lines[0].toStdString();
    EXPECT_TRUE(lines[0].contains("'training.step_size_changes=[[3, 0.125]]'")) << lines[0].toStdString();
    EXPECT_TRUE(lines[1].startsWith("featurescope-cli run ")) << lines[1].toStdString();
    EXPECT_TRUE(lines[1].contains(" --steps 12 ")) << lines[1].toStdString();
}

TEST_F(WindowExportsTest, AMovieIsMadeFromTheMenu) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "movie");
    auto* dialog = window.findChild<MovieDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->findChild<QSpinBox*>(QStringLiteral("movie/last"))->setValue(20);
    dialog->findChild<QSpinBox*>(QStringLiteral("movie/count"))->setValue(4);
    dialog->controls().setFormat({.size = {640, 400}, .fieldRows = 64});
    press(*dialog, "movie/make");
    choose(*dialog, path("a.gif"));
    EXPECT_TRUE(reaches([&] { return QFile::exists(path("a.gif")); }));
}

TEST_F(WindowExportsTest, CopyingTakesTheMomentOfThePreview) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    trigger(window, "export");
    auto* dialog = window.findChild<ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->controls().choose(QStringLiteral("errors"));
    window.presenter.send(RunTo{30});
    ASSERT_TRUE(rests(window, 30));
    press(*dialog, "copyFigureNow");
    ASSERT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("clipboard")); }));
    FigureExporter exporter;
    QImage wanted;
    QObject::connect(&exporter, &FigureExporter::drawn, &window,
                     [&](const QImage& image) { wanted = image; });
    exporter.make({.content = dialog->content(),
                   .subject = dialog->controls().subject(),
                   .format = dialog->controls().format()});
    ASSERT_TRUE(reaches([&] { return !wanted.isNull(); }));
    const QImage copied = QGuiApplication::clipboard()->image();
    EXPECT_EQ(copied.convertToFormat(QImage::Format_RGB32), wanted.convertToFormat(QImage::Format_RGB32));
}

TEST_F(WindowExportsTest, TheNumbersAreExportedFromTheMenu) {
    BareWindow window(false);
    window.files->show({.spec = smallSpec()});
    window.presenter.send(RunTo{12});
    ASSERT_TRUE(rests(window, 12));
    trigger(window, "exportData");
    choose(window, path("curves.csv"));
    ASSERT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("curves.csv")); }));
    EXPECT_EQ(readWholeFile(folder / "curves.csv", 1 << 26), timelineCsv(now(window).timeline));
    trigger(window, "exportData");
    choose(window, path("all.npz"));
    ASSERT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("all.npz")); }));
    const NpzArrays arrays(readNpz(folder / "all.npz", 1 << 26), "all.npz");
    EXPECT_EQ(arrays.integer("step"), 12);
    EXPECT_TRUE(arrays.has("W"));
    EXPECT_TRUE(arrays.has("metrics"));
}

}  // namespace
