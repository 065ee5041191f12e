#include "ui/controls/first_steps.h"

#include <gtest/gtest.h>

#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include "tests/support/sample_snapshot.h"
#include "tests/support/small_spec.h"
#include "tests/support/temporary_folder.h"
#include "ui/controls/experiment_form.h"
#include "ui/controls/setting_row.h"
#include "ui/look/number_format.h"
#include "ui/main_window.h"
#include "ui/page/page.h"
#include "ui/panels/panel.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

QString sentenceAt(std::int64_t step, double cosine, double error) {
    Snapshot snapshot = *test::sampleSnapshot();
    snapshot.step = step;
    snapshot.measurement[Observable::alignmentOwnMedian] = cosine;
    snapshot.measurement[Observable::testErrorClean] = error;
    return liveSentence(snapshot);
}

TEST(LiveSentence, SaysWhatIsHappening) {
    EXPECT_EQ(sentenceAt(0, 0.05, 0.5),
              QStringLiteral("Step 0. The network guesses: clean test error %1.").arg(percentLabel(0.5)));
    EXPECT_TRUE(sentenceAt(48, 0.5, 0.05).startsWith(QStringLiteral("Step 48. The neurons turn towards")));
    EXPECT_TRUE(sentenceAt(200, 0.9, 0.02).contains(QStringLiteral("Most neurons point along")));
}

class FirstStart : public testing::Test {
  protected:
    std::unique_ptr<MainWindow> start() {
        WindowOptions options;
        options.settings = std::make_shared<QSettings>(
            QString::fromStdString((folder / "settings.ini").string()), QSettings::IniFormat);
        options.welcomes = options.opensAsLeft = true;
        auto window = std::make_unique<MainWindow>(options);
        window->open(test::smallSpec(400));
        window->show();
        EXPECT_TRUE(QTest::qWaitForWindowActive(window.get()));
        EXPECT_TRUE(QTest::qWaitFor([&] { return window->isUpToDate(); }, 5000));
        return window;
    }
    static int settingsShown(const MainWindow& window) {
        int count = 0;
        for (const SettingRow* row : window.findChildren<SettingRow*>()) count += row->isVisible() ? 1 : 0;
        return count;
    }
    static QPushButton& button(const MainWindow& window, const char* name) {
        return *window.findChild<QPushButton*>(QLatin1String(name));
    }

    test::TemporaryFolder folder;
};

TEST_F(FirstStart, HasTwoCardsAStripSixSettingsASentenceAndOneButton) {
    const auto window = start();
    EXPECT_EQ(window->panels().size(), 3U);
    EXPECT_EQ(settingsShown(*window), 6);
    const QJsonObject errors = window->findChild<Panel*>(QStringLiteral("panel-errors"))->options();
    EXPECT_EQ(errors[QStringLiteral("step_axis")], QStringLiteral("logarithmic")) << "as the timeline below";
    EXPECT_TRUE(window->findChild<QLabel*>(QStringLiteral("liveSentence"))
                    ->text()
                    .startsWith(QStringLiteral("Step 0. The network guesses")));
    QTest::mouseClick(&button(*window, "showMe"), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([&] { return window->presenter().snapshot()->step > 0; }, 5000));
    QTest::mouseClick(&button(*window, "allSettings"), Qt::LeftButton);
    EXPECT_GT(settingsShown(*window), 12);
}

TEST_F(FirstStart, AfterwardsTheWindowIsAsItWasLeft) {
    {
        const auto window = start();
        QTest::mouseClick(&button(*window, "allSettings"), Qt::LeftButton);
        window->showLayout(QStringLiteral("explore"));
        EXPECT_FALSE(button(*window, "showMe").isVisible());
        window->close();
    }
    const auto window = start();
    EXPECT_EQ(window->panels().size(), 7U);
    EXPECT_GT(settingsShown(*window), 12);
    EXPECT_FALSE(button(*window, "showMe").isVisible());
}

TEST_F(FirstStart, ClosingTheSentenceLeavesThePage) {
    const auto window = start();
    QTest::mouseClick(&button(*window, "closeFirstSteps"), Qt::LeftButton);
    EXPECT_FALSE(button(*window, "showMe").isVisible());
    EXPECT_EQ(window->panels().size(), 3U);
}

}  // namespace
