#include "ui/controls/scenario_list.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

#include "core/spec/scenario_table.h"
#include "ui/controls/scenario_picture.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

class ScenarioListTest : public testing::Test {
  protected:
    ScenarioListTest() {
        list.setLook(Look());
        list.show();
    }
    QListWidget& items() { return *list.findChild<QListWidget*>(QStringLiteral("scenarioItems")); }
    QLineEdit& search() { return *list.findChild<QLineEdit*>(QStringLiteral("scenarioSearch")); }
    QStringList shown() {
        QStringList texts;
        for (int i = 0; i < items().count(); ++i) {
            if (!items().item(i)->isHidden()) texts << items().item(i)->text();
        }
        return texts;
    }

    ScenarioList list;
};

TEST_F(ScenarioListTest, ShowsEveryScenarioOnceUnderTheHeadingOfItsGroup) {
    const QStringList all = shown();
    for (const Scenario& scenario : scenarios())
        EXPECT_EQ(all.count(QString::fromStdString(scenario.spec.title)), 1) << scenario.name;
    EXPECT_EQ(all.first(), QStringLiteral("Feature amplification"));
    EXPECT_LT(all.indexOf(QStringLiteral("Harmless overfitting")),
              all.indexOf(QString::fromStdString(scenarioNamed("figure-2-memorised").title)));
    EXPECT_FALSE(all.contains(QStringLiteral("Other experiments")));
}

TEST_F(ScenarioListTest, FindsWordsOfTitlesAndSentencesAndTakesTheFirst) {
    QSignalSpy chosen(&list, &ScenarioList::chosen);
    QTest::keyClicks(&search(), "neurons HARDLY");
    EXPECT_EQ(shown(), QStringList({"Lazy and rich", QString::fromStdString(scenarioNamed("lazy").title)}));
    QTest::keyClick(&search(), Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.front().front().value<ExperimentSpec>(), scenarioNamed("lazy"));
    search().setText(QStringLiteral("no such words"));
    EXPECT_TRUE(shown().isEmpty());
    QTest::keyClick(&search(), Qt::Key_Return);
    EXPECT_EQ(chosen.size(), 1);
}

TEST_F(ScenarioListTest, ArrowsPassOverHeadings) {
    list.begin();
    QSignalSpy chosen(&list, &ScenarioList::chosen);
    for (std::size_t i = 0; i < 2 * scenarios().size(); ++i) QTest::keyClick(&search(), Qt::Key_Down);
    QTest::keyClick(&search(), Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.front().front().value<ExperimentSpec>().opening.group, ScenarioGroup::otherNetworks);
}

TEST_F(ScenarioListTest, TicksThePresentOneAndBeginsThere) {
    const QString title = QString::fromStdString(scenarioNamed("grokking").title);
    const QImage before = items().grab().toImage();
    list.setPresent(title);
    list.begin();
    EXPECT_EQ(items().currentItem()->text(), title);
    EXPECT_NE(items().grab().toImage(), before);
}

TEST(ScenarioPicture, ShowsHowFarClustersSpreadAndHowManyLabelsAreWrong) {
    const Palette& palette = paletteFor(Brightness::light);
    const auto picture = [&](const char* name) {
        return scenarioPicture(scenarioNamed(name), palette, 34, 1).toImage();
    };
    EXPECT_EQ(picture("lazy"), picture("first-screen")) << "the same data";
    EXPECT_NE(picture("crisp-clusters"), picture("first-screen"));
    EXPECT_NE(picture("too-much-noise"), picture("first-screen"));
}

}  // namespace
