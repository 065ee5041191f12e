#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTest>

#include "tests/support/sample_snapshot.h"
#include "ui/exporting/image_export.h"
#include "ui/look/number_format.h"
#include "ui/panels/panel_table.h"
#include "ui/panels/plot_view.h"
#include "ui/panels/table_layer.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

QString textOf(const char* id, const PanelContent& content) {
    const std::unique_ptr<Panel> panel = panelKind(id)->make();
    panel->resize(640, 480);
    panel->showContent(content);
    return panel->summary();
}

TEST(ConditionsPanel, SaysWhatHoldsInWords) {
    const QString text = textOf("conditions", test::sampleContent());
    // Step size 0.2: T = 2.25, looked at on step 3, where clean samples are still wrong.
    EXPECT_TRUE(text.contains(QStringLiteral("at step 3")));
    EXPECT_TRUE(text.contains(QStringLiteral("clean samples right, corrupted wrong, fails")));
    EXPECT_TRUE(text.contains(QStringLiteral("towards +μ₂, 10, ")));
    EXPECT_TRUE(text.contains(percentLabel(0.9)));
    EXPECT_TRUE(text.contains(QStringLiteral("almost orthogonal, ") + percentLabel(0.75)));
    EXPECT_TRUE(text.contains(QStringLiteral("(A7)")));
    EXPECT_TRUE(text.contains(QStringLiteral("C is an absolute constant that the paper does not compute")));
}

TEST(ConditionsPanel, MarksTheAssumptionThatBinds) {
    const PanelContent content = test::sampleContent();
    const AssumptionCheck& check = content.theory->assumptions;
    const QString text = textOf("conditions", content);
    const QString name = QString::fromUtf8(check.rows[check.binding].statement.data());
    const qsizetype row = text.indexOf(name), binds = text.indexOf(QStringLiteral("binds"));
    ASSERT_GE(row, 0);
    ASSERT_GT(binds, row);
    EXPECT_LT(text.indexOf(QLatin1Char('.'), binds), text.size());
    EXPECT_EQ(text.count(QStringLiteral("binds")), 1);
}

TEST(ConditionsPanel, BeforeTheTheoremsStepsSaysNotYet) {
    PanelContent content = test::sampleContent();
    auto early = std::make_shared<Snapshot>(*content.snapshot);
    early->step = 1;
    content.snapshot = early;
    EXPECT_EQ(textOf("conditions", content).count(QStringLiteral("not yet")), 2);
}

TEST(BaselinesPanel, ListsTheNetworkAndEveryBaselineWithTheirErrors) {
    const QString text = textOf("baselines", test::sampleContent());
    EXPECT_TRUE(text.contains(QStringLiteral("network, step 39")));
    EXPECT_TRUE(
        text.contains(QStringLiteral("Logistic regression through the origin, ") + percentLabel(0.48)));
    EXPECT_TRUE(text.contains(QStringLiteral("half of fresh clean samples on average")));
    EXPECT_TRUE(text.contains(percentLabel(0.27)));
    EXPECT_FALSE(text.contains(QStringLiteral("being trained")));
}

TEST(BaselinesPanel, SaysNothingOfLinesAboutDataThatWereGiven) {
    PanelContent content = test::sampleContent();
    auto given = std::make_shared<Snapshot>(*content.snapshot);
    given->spec.data = FileData{};
    content.snapshot = given;
    EXPECT_FALSE(textOf("baselines", content).contains(QStringLiteral("on average")));
}

TEST(TablePanels, SpeakOfThePresentStepWhileTrainingRuns) {
    for (const char* id : {"conditions", "baselines"}) {
        PanelContent content = test::sampleContent();
        const std::unique_ptr<Panel> panel = panelKind(id)->make();
        panel->showContent(content);
        const QString before = panel->summary();
        auto later = std::make_shared<Snapshot>(*content.snapshot);
        later->state = RunState::running;
        later->step = 2;
        later->conditions = nullptr;
        content.snapshot = later;
        panel->showContent(content);
        EXPECT_NE(panel->summary(), before) << id;
    }
}

TEST(BaselinesPanel, SaysThatResultsAreStillToCome) {
    PanelContent content = test::sampleContent();
    content.baselines = nullptr;
    EXPECT_TRUE(textOf("baselines", content).contains(QStringLiteral("being trained")));
}

TEST(TableLayer, BreaksANameThatIsWiderThanItsRoom) {
    const QFontMetricsF metrics(fontFor(TextRole::body, Look()));
    const QString name = QStringLiteral("Linear, through the origin");
    EXPECT_EQ(brokenAtSpaces(name, 1000, metrics), QStringList(name));
    const double half = metrics.horizontalAdvance(QStringLiteral("through the")) + 1;
    const QStringList lines = brokenAtSpaces(name, half, metrics);
    EXPECT_EQ(lines, QStringList({"Linear,", "through the", "origin"}));
    for (const double room : {20.0, 50.0, 90.0}) {
        const QStringList narrow = brokenAtSpaces(name, room, metrics);
        EXPECT_LE(narrow.size(), 3);
        for (const QString& line : narrow) EXPECT_LE(metrics.horizontalAdvance(line), room);
    }
}

TEST(TableLayer, AHeadingIsNotLeftAloneAtTheEnd) {
    // Whatever the height: below the lowest heading that is drawn there is a line of its section.
    PlotView plot;
    plot.setLook(Look());
    plot.setAxesVisible(false);
    auto* layer = new TableLayer(plot);  // owned by the chart
    layer->setSections({{QStringLiteral("First"), {{{QStringLiteral("a"), QStringLiteral("1")}}}, {}},
                        {QStringLiteral("Second"), {{{QStringLiteral("b"), QStringLiteral("2")}}}, {}}},
                       QString());
    const auto rowsOfInk = [&](int height) {
        plot.resize(200, height);
        plot.show();
        QCoreApplication::processEvents();
        const QImage picture = pictureOf(plot, 1);
        const int ground = picture.pixelColor(190, 2).lightness();
        int rows = 0;
        bool before = false;
        for (int y = 0; y < picture.height(); ++y) {
            bool ink = false;
            for (int x = 0; x < 180; ++x) ink |= std::abs(picture.pixelColor(x, y).lightness() - ground) > 60;
            rows += ink && !before;
            before = ink;
        }
        return rows;
    };
    int most = 0;
    for (int height = 60; height < 180; height += 4) {
        const int rows = rowsOfInk(height);
        // Heading and line of a section come together.
        EXPECT_EQ(rows % 2, 0) << height;
        most = std::max(most, rows);
    }
    EXPECT_EQ(most, 4);
}

TEST(TableLayer, SaysWhenThereIsNoRoomForEverything) {
    const std::unique_ptr<Panel> panel = panelKind("conditions")->make();
    panel->show();
    panel->setLook(Look());
    panel->showContent(test::sampleContent());
    const auto ink = [&](QSize size) {
        panel->resize(size);
        QCoreApplication::processEvents();
        const QImage picture = pictureOf(*panel, 1);
        int dark = 0;
        const QRect plot = panel->plotRectInPanel();
        for (int y = plot.top(); y < plot.bottom(); ++y) {
            for (int x = plot.left(); x < plot.right(); ++x)
                dark += picture.pixelColor(x, y).lightness() < 140;
        }
        return dark;
    };
    // Everything is drawn in one tall column and in three short ones; a small card shows less.
    const int tall = ink({520, 900}), wide = ink({1500, 300}), small = ink({420, 160});
    EXPECT_GT(wide, 0.85 * tall);
    EXPECT_GT(small, 50);
    EXPECT_LT(small, 0.6 * tall);
}

}  // namespace
