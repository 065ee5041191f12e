#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTest>
#include <functional>
#include <set>

#include "core/spec/scenario_table.h"
#include "tests/support/small_spec.h"
#include "ui/main_window.h"
#include "ui/page/card.h"
#include "ui/page/page.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// What people read in the window, its lists and its dialogs.
class WindowTexts : public testing::Test {
  protected:
    WindowTexts() : window(WindowOptions{}) {
        window.open(test::smallSpec(40));
        window.resize(1280, 800);
        window.show();
    }
    void SetUp() override {
        ASSERT_TRUE(reaches([this] { return window.isUpToDate(); }));
    }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 5000); }
    QDialog* opened(const char* action, const char* dialog) {
        window.findChild<QAction*>(QLatin1String(action))->trigger();
        QDialog* found = nullptr;
        reaches([&] { return (found = window.findChild<QDialog*>(QLatin1String(dialog))) != nullptr; });
        QCoreApplication::processEvents();
        return found;
    }

    MainWindow window;
};

bool hasText(const QWidget& widget) {
    return qobject_cast<const QLabel*>(&widget) || qobject_cast<const QAbstractButton*>(&widget) ||
           qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QLineEdit*>(&widget) ||
           qobject_cast<const QMenu*>(&widget);
}

TEST_F(WindowTexts, HaveOneTypefaceInListsAndDialogsToo) {
    window.presenter().send(RunTo{2});
    ASSERT_TRUE(reaches([this] { return window.presenter().snapshot()->step == 2 && window.isUpToDate(); }));
    window.findChild<QAbstractButton*>(QStringLiteral("keepRun"))->click();
    ASSERT_TRUE(reaches([this] { return window.findChild<QWidget*>(QStringLiteral("keptRun0/step")); }));
    window.findChild<QAction*>(QStringLiteral("copyCommand"))->trigger();  // says so in a notice
    ASSERT_NE(opened("export", "exportDialog"), nullptr);
    ASSERT_NE(opened("movie", "movieDialog"), nullptr);
    int seen = 0;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!hasText(*widget)) continue;
        ++seen;
        EXPECT_EQ(widget->font().families().value(0), QStringLiteral("Inter"))
            << widget->metaObject()->className() << ' ' << widget->objectName().toStdString() << " in "
            << (widget->parentWidget() ? widget->parentWidget()->objectName().toStdString() : "");
    }
    EXPECT_GT(seen, 100);
}

TEST_F(WindowTexts, TheMovieDialogIsOneFormAndSaysWhatItWillMake) {
    QDialog* movie = opened("movie", "movieDialog");
    ASSERT_NE(movie, nullptr);
    std::set<int> lefts;
    for (const QWidget* control : movie->findChildren<QWidget*>()) {
        const bool isField = qobject_cast<const QComboBox*>(control) ||
                             qobject_cast<const QAbstractSpinBox*>(control) ||
                             (qobject_cast<const QLineEdit*>(control) &&
                              !qobject_cast<const QAbstractSpinBox*>(control->parentWidget()) &&
                              !qobject_cast<const QComboBox*>(control->parentWidget()));
        if (isField && control->isVisible()) lefts.insert(control->mapTo(movie, QPoint()).x());
    }
    EXPECT_EQ(lefts.size(), 1U) << "fields stand below each other";
    movie->findChild<QSpinBox*>(QStringLiteral("movie/last"))->setValue(40);
    movie->findChild<QSpinBox*>(QStringLiteral("movie/count"))->setValue(10);
    movie->findChild<QDoubleSpinBox*>(QStringLiteral("movie/rate"))->setValue(5);
    movie->findChild<QDoubleSpinBox*>(QStringLiteral("movie/hold"))->setValue(1);
    EXPECT_EQ(movie->findChild<QLabel*>(QStringLiteral("movie/extent"))->text(),
              QStringLiteral("10 frames, 3.00 s, 1280 × 800 pixels"));
}

TEST_F(WindowTexts, TheTitleIsWholeWhereverAllTitlesHaveRoom) {
    for (const int width : {1280, 1366, 1920}) {
        window.resize(width, 800);
        for (const Scenario& scenario : scenarios()) {
            ExperimentSpec spec = test::smallSpec(40);
            spec.title = scenario.spec.title;
            window.open(spec);
            const QString title = QString::fromStdString(spec.title);
            const auto* menu = window.findChild<QWidget*>(QStringLiteral("scenarioMenu"));
            EXPECT_TRUE(reaches([&] { return menu->findChild<QLabel*>()->text() == title; }))
                << menu->findChild<QLabel*>()->text().toStdString() << " at " << width << " instead of "
                << spec.title;
        }
    }
}

TEST_F(WindowTexts, NameARunWhileItsDataAreStillBeingDrawn) {
    ExperimentSpec large = test::sizedSpec({.dimension = 1000, .trainSamples = 8000, .steps = 5});
    large.title = "A large run";
    QStringList titles;
    // At once after the start, when nobody has looked at the run before.
    MainWindow second{WindowOptions{}};
    QObject::connect(&second.presenter(), &SessionPresenter::arrived, &second,
                     [&](const std::shared_ptr<const Snapshot>& snapshot, bool) {
                         if (snapshot->state == RunState::preparing)
                             titles << QString::fromStdString(snapshot->spec.title);
                     });
    second.open(large);
    ASSERT_TRUE(QTest::qWaitFor([&] { return second.isUpToDate(); }, 20000));
    EXPECT_TRUE(titles.contains(QStringLiteral("A large run")));
}

TEST_F(WindowTexts, GrowWithTheWindowInAnEnlargedCardAndForAProjector) {
    const double before = window.look().textScale;
    window.setBrightness(Brightness::projector);
    EXPECT_GE(window.look().textScale, 1.149 * before);
    EXPECT_GT(window.look().strokeScale, 1);
    window.setBrightness(Brightness::light);
    EXPECT_EQ(window.look().textScale, before);
    window.resize(3840, 2160);
    EXPECT_GE(window.look().textScale, 1.6 * before);
    const auto* stop = window.findChild<QWidget*>(QStringLiteral("stopRuleButton"));
    EXPECT_TRUE(stop->isVisible()) << "large text takes no button away";
    window.resize(1280, 800);
    EXPECT_EQ(window.look().textScale, before);
    Card& card = *window.page().cards().front();
    window.resize(1600, 1000);
    const auto& title = *card.findChild<QWidget*>(QStringLiteral("chooser"));
    const double inPage = title.font().pointSizeF();
    window.page().toggleEnlarged(card);
    QCoreApplication::processEvents();
    EXPECT_GE(title.font().pointSizeF(), 1.25 * inPage);
    window.page().toggleEnlarged(card);
    QCoreApplication::processEvents();
    EXPECT_EQ(title.font().pointSizeF(), inPage);
}

}  // namespace
