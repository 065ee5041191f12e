#include "ui/controls/timeline_card.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

#include "ui/controls/stop_rule_editor.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(TimelineMarks, NameEveryLandmarkAndSayHowExactTheyAre) {
    std::vector<Marker> markers;
    for (const auto& row : NameTable<Landmark>::kinds) markers.push_back({row.kind, 40, 40});
    markers.back().notBefore = 31;
    const auto marks = timelineMarks(markers);
    ASSERT_EQ(marks.size(), NameTable<Landmark>::kinds.size());
    for (const TimelineMark& mark : marks) EXPECT_FALSE(mark.name.isEmpty());
    EXPECT_TRUE(marks.front().explanation.contains(QStringLiteral("31"))) << "divergence stands first";
}

TEST(TimelineMarks, TheTheoremsStepsComeBeforeWhatIsOnlyMeasured) {
    std::vector<Marker> markers;
    for (const auto& row : NameTable<Landmark>::kinds) markers.push_back({row.kind, 40, 40});
    EXPECT_EQ(timelineMarks(markers)[1].name, QStringLiteral("Thm 1"));
}

TEST(TimelineCard, KeysWorkWhileAPresentationHidesTheButtons) {
    QUndoStack edits;
    TimelineCard card(edits);
    card.resize(800, 60);
    card.show();
    card.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&card));
    const auto* scale = card.findChild<QToolButton*>(QStringLiteral("timelineScale"));
    Look look;
    look.textScale = 2.2;
    card.setLook(look);
    EXPECT_TRUE(scale->isVisible()) << "large text alone takes no button away";
    card.setButtonsVisible(false);
    ASSERT_FALSE(scale->isVisible());
    QTest::keyClick(&card, Qt::Key_L);
    EXPECT_FALSE(scale->isChecked());
    QTest::keyClick(&card, Qt::Key_M, Qt::AltModifier);
    EXPECT_TRUE(card.memoryMenu().isVisible());
}

TEST(StopRuleEditor, MakesARuleOnlyOfAllowedNumbers) {
    StopRuleEditor editor;
    auto* active = editor.findChild<QCheckBox*>(QStringLiteral("stopRule/active"));
    auto* quantity = editor.findChild<QComboBox*>(QStringLiteral("stopRule/quantity"));
    auto* value = editor.findChild<QLineEdit*>(QStringLiteral("stopRule/value"));
    EXPECT_FALSE(editor.rule().has_value());
    active->setChecked(true);
    quantity->setCurrentIndex(2);
    Q_EMIT quantity->activated(2);
    ASSERT_TRUE(editor.rule().has_value());
    EXPECT_EQ(editor.rule()->quantity, StopQuantity::testError);
    EXPECT_TRUE(editor.rule()->isAtMost);
    for (const char* nonsense : {"", "soon", "-1", "nan", "1e999", "1.000,5"}) {
        value->setText(QString::fromLatin1(nonsense));
        value->setModified(true);
        EXPECT_FALSE(editor.rule().has_value()) << nonsense;
    }
    value->setText(QStringLiteral("0,05"));
    value->setModified(true);
    EXPECT_EQ(ruleText(editor.rule()), QStringLiteral("test error ≤ 0.05"));
}

TEST(TimelineCard, ButtonsOfKeptRunsNameTheirRun) {
    QUndoStack edits;
    TimelineCard card(edits);
    card.showKeptRuns({{QStringLiteral("α 0.5"), QStringLiteral("step 3 of 9")},
                       {QStringLiteral("σ² 0.25"), QStringLiteral("step 3 of 9")}});
    QSignalSpy gone(&card, &TimelineCard::removeRunWanted);
    auto* remove = card.findChild<QPushButton*>(QStringLiteral("keptRun1/remove"));
    ASSERT_NE(remove, nullptr);
    EXPECT_TRUE(remove->accessibleName().contains(QStringLiteral("σ² 0.25")));
    remove->click();
    ASSERT_EQ(gone.size(), 1);
    EXPECT_EQ(gone[0][0].toInt(), 1);
}

TEST(TimelineCard, EachKeptRunCanBeMovedAndChosen) {
    QUndoStack edits;
    TimelineCard card(edits);
    std::vector<KeptRunText> runs{
        {.name = "α 0.5", .step = "step 3 of 9", .shown = 3, .trainedTo = 9, .isSelected = false},
        {.name = "σ² 0.25", .step = "step 4 of 8", .shown = 4, .trainedTo = 8, .isSelected = true}};
    card.showKeptRuns(runs);
    auto* box = card.findChild<QSpinBox*>(QStringLiteral("keptRun0/step"));
    ASSERT_NE(box, nullptr);
    EXPECT_FALSE(box->isEnabled()) << "as long as all stand at the step of the present run";
    card.findChild<QCheckBox*>(QStringLiteral("keptRuns/sameStep"))->setChecked(false);
    EXPECT_TRUE(box->isEnabled());
    EXPECT_EQ(box->value(), 3);
    EXPECT_EQ(box->maximum(), 9);
    QSignalSpy moved(&card, &TimelineCard::stepOfRunWanted);
    box->setValue(7);
    ASSERT_EQ(moved.size(), 1);
    EXPECT_EQ(moved[0][0].toInt(), 0);
    EXPECT_EQ(moved[0][1].toLongLong(), 7);
    runs[0].shown = 8;
    card.showKeptRuns(runs);
    EXPECT_EQ(card.findChild<QSpinBox*>(QStringLiteral("keptRun0/step")), box) << "somebody may be typing";
    EXPECT_EQ(box->value(), 8);
    EXPECT_EQ(moved.size(), 1) << "being shown a step is not wanting it";
    auto* first = card.findChild<QRadioButton*>(QStringLiteral("keptRun0/select"));
    EXPECT_FALSE(first->isChecked());
    QSignalSpy chosen(&card, &TimelineCard::selectRunWanted);
    first->click();
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].toInt(), 0);
    EXPECT_FALSE(card.findChild<QRadioButton*>(QStringLiteral("keptRun1/select"))->isChecked());
}

TEST(TimelineCard, ShowsTheTargetWhileTheExactStateIsOnItsWay) {
    QUndoStack edits;
    TimelineCard card(edits);
    Snapshot snapshot;
    snapshot.step = 90;
    snapshot.trainedTo = 400;
    snapshot.seek = SeekProgress{.target = 120, .share = 0.25, .secondsLeft = 1};
    card.showSnapshot(snapshot);
    EXPECT_EQ(card.bar().state().shown, 120);
    EXPECT_FALSE(card.bar().state().exact);
    EXPECT_EQ(card.bar().state().progress, 0.25);
}

}  // namespace
