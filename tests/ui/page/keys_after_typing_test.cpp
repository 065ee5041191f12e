#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <set>

#include "core/spec/scenario_table.h"
#include "tests/support/small_scenario.h"
#include "tests/support/small_spec.h"
#include "ui/controls/experiment_form.h"
#include "ui/controls/spec_fields.h"
#include "ui/fields/number_field.h"
#include "ui/look/number_format.h"
#include "ui/main_window.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// After typing, the keys are those of the page again, in whatever language the computer speaks.
class KeysAfterTyping : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        QLocale::setDefault(QLocale(QString::fromLatin1(GetParam())));
        window = std::make_unique<MainWindow>(WindowOptions{});
        window->open(test::smallSpec(400));
        window->resize(1600, 1000);
        window->show();
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        ASSERT_TRUE(reaches([this] { return window->isUpToDate(); }));
    }
    void TearDown() override {
        window.reset();
        QLocale::setDefault(before_);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QWidget* target = QApplication::focusWidget();
        QTest::keyClick(target ? target : window.get(), key, modifiers);
    }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 5000); }
    const Snapshot& now() { return *window->presenter().snapshot(); }
    QList<NumberField*> fields() {
        return window->findChild<ExperimentForm*>()->findChildren<NumberField*>();
    }

    /// Types another value and presses Enter: Space then plays, and Ctrl+Z undoes.
    void expectKeysBackFrom(NumberField& field);

    std::unique_ptr<MainWindow> window;

  private:
    QLocale before_;
};

/// Other values of the field, of which one is allowed, written with a decimal comma where they have decimals.
QStringList others(const NumberField& field) {
    if (field.objectName().startsWith(QStringLiteral("seeds."))) return {QStringLiteral("77")};
    const double number = *field.number();
    const bool whole = number == static_cast<double>(static_cast<qint64>(number));
    QStringList texts;
    for (const qint64 by : {2, -1, 1}) {
        if (whole) texts << QString::number(static_cast<qint64>(number) + by);
    }
    for (const double value : {number * 0.5 + 0.125, number * 0.5})
        texts << editableNumber(value).replace(QLatin1Char('.'), QLatin1Char(','));
    return texts;
}

/// All that are numbers and have an effect.
std::set<QString> numberFieldsOf(const ExperimentSpec& spec) {
    std::set<QString> paths;
    visitSpecFields(spec, [&](std::string_view group, const Field& field, const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        const bool isNumber = std::is_same_v<Value, std::int64_t> || std::is_same_v<Value, double> ||
                              std::is_same_v<Value, std::uint64_t>;
        if (isNumber && field.inEffect) paths.insert(settingPath(group, field.key));
    });
    return paths;
}

void KeysAfterTyping::expectKeysBackFrom(NumberField& field) {
    const ExperimentSpec start = now().spec;
    const std::string name = field.objectName().toStdString() + " of " + start.title;
    for (const QString& text : others(field)) {
        field.setFocus(Qt::TabFocusReason);
        field.selectAll();
        QTest::keyClicks(&field, text);
        press(Qt::Key_Return);
        const bool isAllowed = !field.hasFocus();
        if (isAllowed && QTest::qWaitFor([&] { return now().spec != start && window->isUpToDate(); }, 1500))
            break;
        press(Qt::Key_Escape);
    }
    EXPECT_FALSE(field.hasFocus()) << name << ": " << field.toolTip().toStdString();
    ASSERT_NE(now().spec, start) << name << ": " << field.toolTip().toStdString();
    press(Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().step > 0 || now().state == RunState::diverged; })) << name;
    press(Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().state != RunState::running; })) << name;
    press(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(reaches([&] { return now().spec == start && window->isUpToDate(); })) << name;
}

TEST_P(KeysAfterTyping, EnterInEachFieldGivesSpaceAndUndoBack) {
    ASSERT_GE(fields().size(), 10);
    for (NumberField* field : fields()) {
        if (field->isVisible()) expectKeysBackFrom(*field);  // else of a setting that has no effect now
    }
}

/// Every field that any scenario has.
TEST_P(KeysAfterTyping, EnterInTheFieldsOfOtherScenariosGivesSpaceAndUndoBack) {
    std::set<QString> seen = numberFieldsOf(now().spec);
    const std::size_t first = seen.size();
    for (const Scenario& scenario : scenarios()) {
        const ExperimentSpec spec = test::smallVersionOf(withoutOpening(scenario.spec));
        std::set<QString> fresh;
        for (const QString& path : numberFieldsOf(spec)) {
            if (seen.insert(path).second) fresh.insert(path);
        }
        if (fresh.empty()) continue;
        window->open(spec);
        ASSERT_TRUE(reaches([&] { return now().spec == spec && window->isUpToDate(); })) << scenario.name;
        for (const QString& path : fresh) {
            auto* field = window->findChild<NumberField*>(path + QStringLiteral("/box"));
            ASSERT_NE(field, nullptr) << path.toStdString() << " of " << scenario.name;
            expectKeysBackFrom(*field);
        }
    }
    EXPECT_GE(seen.size(), first + 8);
}

TEST_P(KeysAfterTyping, EscapeLeavesEachFieldAsItWas) {
    const ExperimentSpec start = now().spec;
    for (NumberField* field : fields()) {
        if (!field->isVisible()) continue;
        const QString text = field->text();
        field->setFocus(Qt::TabFocusReason);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("7"));
        press(Qt::Key_Escape);
        EXPECT_FALSE(field->hasFocus()) << field->objectName().toStdString();
        EXPECT_EQ(field->text(), text) << field->objectName().toStdString();
    }
    QTest::qWait(200);
    EXPECT_EQ(now().spec, start);
}

TEST_P(KeysAfterTyping, BothMarksAreRefusedInWordsAndTheFieldKeepsTheKeys) {
    auto& field = *window->findChild<NumberField*>(QStringLiteral("training.step_size/box"));
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("1.234,5"));
    press(Qt::Key_Return);
    EXPECT_TRUE(field.hasFocus());
    EXPECT_TRUE(field.property("invalid").toBool());
    EXPECT_TRUE(field.toolTip().contains(QStringLiteral("not both"))) << field.toolTip().toStdString();
    press(Qt::Key_Space);
    EXPECT_EQ(now().step, 0);
    press(Qt::Key_Escape);
    EXPECT_FALSE(field.property("invalid").toBool());
}

INSTANTIATE_TEST_SUITE_P(Locales, KeysAfterTyping, testing::Values("C", "de_DE", "fr_FR", "tr_TR"));

using KeysInThePage = KeysAfterTyping;

TEST_P(KeysInThePage, AFieldNobodyTypesIntoLetsSpaceAndUndoThrough) {
    auto& field = *window->findChild<NumberField*>(QStringLiteral("network.neurons/box"));
    QTest::mouseClick(&field, Qt::LeftButton);
    ASSERT_TRUE(field.hasFocus());
    press(Qt::Key_Space);
    EXPECT_TRUE(reaches([this] { return now().step > 0; }));
}

TEST_P(KeysInThePage, UndoBelongsToATextThatIsBeingChanged) {
    auto& field = *window->findChild<NumberField*>(QStringLiteral("network.neurons/box"));
    const QString before = field.text();
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("7"));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(field.text(), before);
    EXPECT_TRUE(field.hasFocus());
}

TEST_P(KeysInThePage, AClickOnABoxOrAMenuLeavesSpaceToThePage) {
    auto& box = *window->findChild<QCheckBox*>(QStringLiteral("data.rotated/switch"));
    QTest::mouseClick(&box, Qt::LeftButton, {}, QPoint(8, box.height() / 2));
    EXPECT_FALSE(box.hasFocus());
    // The click has changed a setting.
    const ExperimentSpec before = now().spec;
    ASSERT_TRUE(reaches([&] { return now().spec != before && window->isUpToDate(); }));
    auto& view = *window->findChild<QPushButton*>(QStringLiteral("viewMenu"));
    QTimer closer;
    closer.callOnTimeout([] {
        if (QWidget* popup = QApplication::activePopupWidget()) QTest::keyClick(popup, Qt::Key_Escape);
    });
    closer.start(20);
    QTest::mouseClick(&view, Qt::LeftButton);
    ASSERT_TRUE(reaches([] { return QApplication::activePopupWidget() == nullptr; }));
    closer.stop();
    // The offscreen platform does not always give the window back what the menu took.
    ASSERT_TRUE(reaches([this] {
        if (!window->isActiveWindow()) window->activateWindow();
        return window->isActiveWindow() && window->isUpToDate();
    }));
    press(Qt::Key_Space);
    EXPECT_TRUE(reaches([this] { return now().step > 0; }))
        << (window->isActiveWindow() ? "" : "the window is not active; ") << "state "
        << static_cast<int>(now().state);
    EXPECT_EQ(QApplication::activePopupWidget(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Locales, KeysInThePage, testing::Values("C"));

class NumbersOfTheForm : public KeysAfterTyping {};

/// At every place of the form, every value of every shipped scenario.
TEST_P(NumbersOfTheForm, FitTheirFieldsInEveryScenario) {
    window->resize(1366, 768);
    auto& form = *window->findChild<ExperimentForm*>();
    for (const Scenario& scenario : scenarios()) {
        form.load(scenario.spec);
        std::size_t shown = 0;
        for (const NumberField* field : form.findChildren<NumberField*>()) {
            if (!field->isVisible()) continue;
            ++shown;
            const int padding = 2 * 5 + 2 + 4;  // of the style sheet, the frame, inside a line edit
            EXPECT_LE(field->fontMetrics().horizontalAdvance(field->text()), field->width() - padding)
                << scenario.name << ' ' << field->objectName().toStdString() << ' '
                << field->text().toStdString();
            EXPECT_NEAR(field->text().toDouble(), *field->number(), 5e-4 * std::abs(*field->number()))
                << scenario.name << ' ' << field->objectName().toStdString();
        }
        EXPECT_EQ(shown, numberFieldsOf(scenario.spec).size()) << scenario.name;
    }
}

INSTANTIATE_TEST_SUITE_P(Locales, NumbersOfTheForm, testing::Values("C", "de_DE", "fr_FR", "tr_TR"));

}  // namespace
