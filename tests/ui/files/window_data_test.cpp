#include <gtest/gtest.h>

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>

#include "core/documents/table_data.h"
#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/spec/spec_json.h"
#include "tests/support/bare_window.h"

using namespace featurescope;
using namespace featurescope::test;

namespace {

using WindowDataTest = FilesTest;

TEST_F(WindowDataTest, ATableBecomesARunThatFindsItsDataAgain) {
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

TEST_F(WindowDataTest, ATableReadByTheCommandLineIsSavedWithTheSession) {
    const CsvTable table("height,weight,kind\n1,0,a\n-1,0.1,a\n0,1,b\n0.1,-1,b\n", "points.csv");
    const TableData data = tableData(table, {.labelColumn = 2});
    OpenedDocument document{.spec = smallSpec(),
                            .data = std::make_shared<const GivenData>(givenDataFromBytes(data.npz, "x"))};
    document.spec = specForGivenData(document.spec, *document.data);
    std::string hash;
    {
        BareWindow window(true);
        window.files->showTable(document, path("points.csv"), QStringLiteral("Four rows."),
                                QByteArray::fromStdString(data.npz));
        ASSERT_TRUE(rests(window, 0));
        EXPECT_EQ(now(window).spec.title, "points.csv");
        window.presenter.send(RunTo{6});
        ASSERT_TRUE(rests(window, 6));
        hash = now(window).weightsSha256;
        window.files->keeper().save(path("a.fscope"));
        ASSERT_TRUE(reaches([&] { return !window.files->keeper().path().isEmpty(); }));
    }
    // Opened where nobody has seen the table.
    const OpenedDocument session = openDocument(path("a.fscope").toStdString());
    ASSERT_TRUE(session.data);
    EXPECT_EQ(session.data->x, document.data->x);
    EXPECT_EQ(session.report.weightsSha256, hash);
}

TEST_F(WindowDataTest, MeansOfATableCanBeTyped) {
    writeFileAtomically(folder / "points.csv", "height,weight,kind\n1,0,a\n-1,0.1,a\n0,1,b\n0.1,-1,b\n");
    BareWindow window(true);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.files->open(path("points.csv"));
    QComboBox* means = nullptr;
    ASSERT_TRUE(
        reaches([&] { return (means = window.findChild<QComboBox*>(QStringLiteral("data/means"))); }));
    means->setCurrentIndex(1);
    window.findChild<QLineEdit*>(QStringLiteral("data/mu1"))->setText(QStringLiteral("0, 2"));
    press(window, "data/use");
    EXPECT_TRUE(
        window.findChild<QLabel*>(QStringLiteral("data/message"))->text().contains(QStringLiteral("1 row;")));
    window.findChild<QLineEdit*>(QStringLiteral("data/mu2"))->setText(QStringLiteral("3.5, 0"));
    press(window, "data/use");
    ASSERT_TRUE(reaches([&] { return dimensionOf(now(window).spec.data) == 2 && now(window).scene; }));
    const Matrix<double>& mu = window.presenter.data()->means;
    ASSERT_EQ(mu.cols(), 2);
    EXPECT_EQ(mu(1, 0), 2);
    EXPECT_EQ(mu(0, 1), 3.5);
}

TEST_F(WindowDataTest, OfThreeClassesOneStandsAgainstTheOthersAndTextsAreNoInputs) {
    std::string rows = "name,height,weight,kind\n";
    for (int i = 0; i < 10; ++i) rows += "n,1,0,ant\nn,0,1,bee\nn,-1,0.5,cat\n";
    writeFileAtomically(folder / "three.csv", rows);
    BareWindow window(true);
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.files->open(path("three.csv"));
    QListWidget* inputs = nullptr;
    ASSERT_TRUE(reaches(
        [&] { return (inputs = window.findChild<QListWidget*>(QStringLiteral("data/inputs"))) != nullptr; }));
    EXPECT_EQ(inputs->item(0)->checkState(), Qt::Unchecked) << "names are no inputs";
    EXPECT_TRUE(inputs->item(0)->text().contains(QStringLiteral("no number")));
    EXPECT_EQ(inputs->item(1)->checkState(), Qt::Checked);
    auto& positive = *window.findChild<QComboBox*>(QStringLiteral("data/positive"));
    ASSERT_EQ(positive.count(), 3);
    positive.setCurrentIndex(1);
    press(window, "data/use");
    ASSERT_TRUE(reaches([&] { return trainSamplesOf(now(window).spec.data) == 24; }));
    const GivenData& data = *window.presenter.data();
    EXPECT_EQ(data.x.rows(), 2);
    EXPECT_EQ(data.xTest.cols(), 6) << "every fifth is for testing";
    EXPECT_EQ(std::ranges::count(data.y, std::int8_t{1}), 8);
}

TEST_F(WindowDataTest, WhatIsSaidOfTheDataLeavesTheTimelineFree) {
    writeFileAtomically(folder / "points.csv", "height,weight,kind\n1,0,a\n-1,0.1,a\n0,1,b\n0.1,-1,b\n");
    BareWindow window(true);
    window.resize(900, 600);
    auto* timeline = new QWidget(window.centralWidget());
    timeline->setObjectName(QStringLiteral("timelineCard"));
    timeline->setGeometry(0, 520, 900, 70);
    timeline->show();
    window.files->show({.spec = smallSpec()});
    ASSERT_TRUE(rests(window, 0));
    window.files->open(path("points.csv"));
    press(window, "data/use");
    ASSERT_TRUE(reaches([&] { return notice(window).contains(QStringLiteral("became +1")); }));
    const auto& said = *window.findChild<QLabel*>(QStringLiteral("notice"));
    EXPECT_TRUE(said.isVisible());
    EXPECT_FALSE(said.geometry().intersects(QRect(timeline->mapTo(&window, QPoint()), timeline->size())));
    EXPECT_GE(said.height(), said.heightForWidth(said.width())) << "whole";
}

TEST_F(WindowDataTest, ClicksIntoTheInputSpaceAddPoints) {
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

TEST_F(WindowDataTest, MissingDataAreNamedAndCanBeFound) {
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

}  // namespace
