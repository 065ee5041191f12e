#include "ui/controls/experiment_form.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <algorithm>
#include <optional>
#include <set>

#include "core/spec/data_kinds.h"
#include "core/spec/scenario_table.h"
#include "ui/controls/setting_row.h"
#include "ui/controls/spec_fields.h"
#include "ui/fields/number_field.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A form on screen, and the last spec that came out of it.
class FormTest : public testing::Test {
  protected:
    FormTest() {
        form.load(spec);
        form.resize(312, 760);
        form.show();
        QObject::connect(&form, &ExperimentForm::edited, &form, [this](const ExperimentSpec& edit) {
            edited = edit;
            ++edits;
        });
    }
    template <typename Control>
    Control& control(const char* name) {
        auto* found = form.findChild<Control*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    void type(const char* name, const QString& text) {
        auto& box = control<QLineEdit>(name);
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, text);
        QTest::keyClick(&box, Qt::Key_Return);
    }
    bool waitForEdit() {
        return QTest::qWaitFor([this] { return edited.has_value(); }, 3000);
    }

    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    ExperimentForm form;
    std::optional<ExperimentSpec> edited;
    int edits = 0;
};

using ExperimentFormTest = FormTest;

std::ptrdiff_t drawnKinds() { return std::ranges::count_if(dataKinds(), isDrawn); }

TEST_F(ExperimentFormTest, NoLabelRunsIntoItsControlWhateverTheKindOfData) {
    for (const DataSource& kind : dataKinds()) {
        if (!isDrawn(kind)) continue;
        spec.data = kind;
        form.load(spec);
        for (const SettingRow* row : form.rows()) {
            const auto* label = row->findChild<QLabel*>();
            if (!row->isVisible() || !label->isVisible()) continue;
            EXPECT_LE(label->sizeHint().width(), label->width()) << row->path().toStdString();
            EXPECT_FALSE(label->toolTip().isEmpty()) << row->path().toStdString();
        }
    }
}

TEST_F(ExperimentFormTest, ADragHasOneNumberFromPressToReleaseHoweverSlowItIs) {
    std::vector<int> drags;
    QObject::connect(&form, &ExperimentForm::edited, &form, [&] { drags.push_back(form.drag()); });
    auto& slider = control<QSlider>("network.init_variance/slider");
    for (int drag = 0; drag < 2; ++drag) {
        slider.setSliderDown(true);
        for (int i = 0; i < 2; ++i) {
            const int before = edits;
            slider.setValue(slider.value() + 20);
            ASSERT_TRUE(QTest::qWaitFor([&] { return edits > before; }, 3000));
        }
        slider.setValue(slider.value() + 20);
        slider.setSliderDown(false);
    }
    EXPECT_EQ(drags, (std::vector{1, 1, 1, 2, 2, 2}));
    slider.setValue(slider.value() - 10);
    ASSERT_TRUE(QTest::qWaitFor([&] { return drags.size() == 7; }, 3000));
    EXPECT_EQ(drags.back(), 0) << "by the keyboard";
}

TEST_F(ExperimentFormTest, ListsEverySettingOnce) {
    std::set<QString> expected, shown;
    visitSpecFields(spec, [&](std::string_view group, const Field& field, const auto&) {
        expected.insert(settingPath(group, field.key));
    });
    if (drawnKinds() > 1) expected.insert(QStringLiteral("data.kind"));
    for (const SettingRow* row : form.rows())
        EXPECT_TRUE(shown.insert(row->path()).second) << row->path().toStdString();
    EXPECT_EQ(shown, expected);
}

TEST_F(ExperimentFormTest, ShowsTheSettingsThatHaveAnEffect) {
    for (const Scenario& scenario : scenarios()) {
        form.load(scenario.spec);
        visitSpecFields(scenario.spec, [&](std::string_view group, const Field& field, const auto&) {
            const QString path = settingPath(group, field.key);
            const auto row = std::ranges::find(form.rows(), path, &SettingRow::path);
            ASSERT_NE(row, form.rows().end());
            EXPECT_EQ((*row)->isVisibleTo(&form), field.inEffect) << scenario.name << path.toStdString();
        });
    }
}

TEST_F(ExperimentFormTest, AKindOfDataIsChosenWhereThereIsAChoice) {
    auto* kinds = form.findChild<QComboBox*>(QStringLiteral("data.kind/choice"));
    ASSERT_EQ(kinds != nullptr, drawnKinds() > 1);
    if (kinds != nullptr) {
        EXPECT_EQ(kinds->count(), drawnKinds());
        kinds->setFocus();
        QTest::keyClick(kinds, Qt::Key_Down);
        ASSERT_TRUE(waitForEdit());
        EXPECT_NE(kindNameOf(edited->data), kindNameOf(spec.data));
        EXPECT_EQ(edited->data, withDataKind(spec.data, edited->data)) << "what both have is kept";
        EXPECT_EQ(dimensionOf(edited->data), dimensionOf(spec.data));
    }
    spec.data = FileData{.sha256 = std::string(64, 'a'), .dimension = 3, .trainSamples = 5};
    form.load(spec);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_EQ(form.findChild<QComboBox*>(QStringLiteral("data.kind/choice")), nullptr);
}

TEST_F(ExperimentFormTest, ShowsAndGivesBackTheSpecUnchanged) {
    for (const Scenario& scenario : scenarios()) {
        form.load(scenario.spec);
        ExperimentSpec stored = ExperimentSpec(scenario.spec);
        for (const SettingRow* row : form.rows())
            EXPECT_TRUE(row->store(stored)) << row->path().toStdString();
        EXPECT_EQ(stored, scenario.spec) << scenario.name;
    }
}

TEST_F(ExperimentFormTest, TypingANumberEditsThatSettingOnly) {
    type("network.neurons/box", QStringLiteral("37"));
    ASSERT_TRUE(waitForEdit());
    ExperimentSpec expected = spec;
    expected.network.neurons = 37;
    EXPECT_EQ(*edited, expected);
}

TEST_F(ExperimentFormTest, ValuesBeyondTheSliderAreAllowed) {
    type("data.dimension/box", QStringLiteral("5e3"));
    ASSERT_TRUE(waitForEdit());
    EXPECT_EQ(dimensionOf(edited->data), 5000);
}

TEST_F(ExperimentFormTest, NonsenseIsMarkedAndNotSent) {
    for (const auto& text : {"2.5", "-1", "many", ""}) {
        type("network.neurons/box", QString::fromLatin1(text));
        EXPECT_TRUE(control<QLineEdit>("network.neurons/box").property("invalid").toBool()) << text;
        const auto& problem = control<QLabel>("network.neurons/problem");
        EXPECT_TRUE(problem.isVisible()) << text;
        EXPECT_GT(problem.text().size(), 10) << "in words, below the field";
        EXPECT_GE(problem.mapTo(&form, QPoint()).y(),
                  control<QLineEdit>("network.neurons/box").mapTo(&form, QPoint(0, 10)).y());
    }
    EXPECT_FALSE(form.isPending());
    EXPECT_EQ(edits, 0);
    QTest::keyClick(&control<QLineEdit>("network.neurons/box"), Qt::Key_Escape);
    EXPECT_FALSE(control<QLineEdit>("network.neurons/box").property("invalid").toBool());
    EXPECT_FALSE(control<QLabel>("network.neurons/problem").isVisible());
    EXPECT_EQ(control<QLineEdit>("network.neurons/box").text(), QString::number(spec.network.neurons));
}

TEST_F(ExperimentFormTest, ADraggedSliderGivesOneEdit) {
    auto& slider = control<QSlider>("network.neurons/slider");
    for (int position = 100; position < 200; ++position) slider.setValue(position);
    ASSERT_TRUE(waitForEdit());
    EXPECT_EQ(edits, 1);
    EXPECT_EQ(control<QLineEdit>("network.neurons/box").text(), QString::number(edited->network.neurons));
}

TEST_F(ExperimentFormTest, SliderEndsAreTheEndsOfItsRange) {
    auto& slider = control<QSlider>("data.label_noise/slider");
    slider.setValue(slider.minimum());
    EXPECT_EQ(control<QLineEdit>("data.label_noise/box").text(), QStringLiteral("0"));
    slider.setValue(slider.maximum());
    EXPECT_EQ(control<QLineEdit>("data.label_noise/box").text(), QStringLiteral("0.5"));
}

TEST_F(ExperimentFormTest, SwitchesAndMenusEdit) {
    QTest::mouseClick(&control<QCheckBox>("data.rotated/switch"), Qt::LeftButton, {}, QPoint(8, 8));
    auto& menu = control<QComboBox>("data.corruption/choice");
    menu.setFocus();
    QTest::keyClick(&menu, Qt::Key_Down);
    ASSERT_TRUE(waitForEdit());
    EXPECT_TRUE(std::get<XorClusters>(edited->data).rotated);
    EXPECT_EQ(std::get<XorClusters>(edited->data).corruption, Corruption::exact);
}

TEST_F(ExperimentFormTest, NewDrawsAnotherSeed) {
    for (const char* name : {"seeds.data/new", "seeds.labels/new", "seeds.weights/new", "seeds.test/new"}) {
        edited.reset();
        QTest::mouseClick(&control<QPushButton>(name), Qt::LeftButton);
        ASSERT_TRUE(waitForEdit()) << name;
        EXPECT_NE(edited->seeds, spec.seeds) << name;
        spec = *edited;
        form.load(spec);
    }
}

TEST_F(ExperimentFormTest, StepSizeChangesAreReadAndWritten) {
    type("training.step_size_changes/box", QStringLiteral("10: 0.1, 50: 0.05"));
    ASSERT_TRUE(waitForEdit());
    const std::vector<StepSizeChange> expected{{10, 0.1}, {50, 0.05}};
    EXPECT_EQ(edited->training.stepSizeChanges, expected);
}

TEST_F(ExperimentFormTest, WhatIsBeingTypedIsNotOverwritten) {
    auto& box = control<QLineEdit>("network.neurons/box");
    form.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&form));
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, QStringLiteral("12"));
    form.load(spec);
    EXPECT_EQ(box.text(), QStringLiteral("12"));
}

TEST_F(ExperimentFormTest, DataFromAFileAreShownAndNotEdited) {
    spec.data =
        FileData{.sha256 = std::string(64, 'a'), .dimension = 3, .trainSamples = 12345, .testSamples = 0};
    spec.title = "points.csv";
    form.load(spec);
    EXPECT_TRUE(control<QLineEdit>("data.sha256/value").isReadOnly());
    EXPECT_EQ(control<QLineEdit>("data.sha256/value").text(), QStringLiteral("points.csv"));
    EXPECT_TRUE(control<QLineEdit>("data.sha256/value").toolTip().contains(QString(64, QLatin1Char('a'))));
    EXPECT_EQ(control<QLineEdit>("data.train_samples/value").text(), QStringLiteral("12345"));
    type("network.neurons/box", QStringLiteral("9"));
    ASSERT_TRUE(waitForEdit());
    EXPECT_EQ(edited->data, spec.data);
}

TEST_F(ExperimentFormTest, AssistiveTechnologyHearsNumbersOfSlidersAndNamesOfLists) {
    form.load(spec);
    auto& slider = control<QSlider>("data.dimension/slider");
    QAccessibleInterface* dimension = QAccessible::queryAccessibleInterface(&slider);
    ASSERT_NE(dimension->valueInterface(), nullptr);
    EXPECT_EQ(dimension->role(), QAccessible::Slider);
    const auto number = static_cast<double>(dimensionOf(spec.data));
    EXPECT_NEAR(dimension->valueInterface()->currentValue().toDouble(), number, 0.05 * number);
    dimension->valueInterface()->setCurrentValue(50);
    EXPECT_NEAR(control<NumberField>("data.dimension/box").number().value_or(0), 50, 2);
    const auto relations =
        QAccessible::queryAccessibleInterface(&control<QComboBox>("data.cluster_noise/choice"))
            ->relations(QAccessible::Label);
    ASSERT_EQ(relations.size(), 1);
    EXPECT_TRUE(relations[0].first->text(QAccessible::Name).contains(QStringLiteral("Cluster noise")));
}

}  // namespace
