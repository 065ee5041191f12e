#pragma once

#include <QFrame>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/stop_rule.h"
#include "core/run/training_session.h"
#include "ui/controls/kept_runs_list.h"
#include "ui/controls/timeline_bar.h"
#include "ui/look/look.h"
#include "ui/view_models/rule_moments.h"

class QMenu;
class QToolButton;
class QUndoStack;

namespace featurescope::ui {

class StopRuleEditor;

/// The timeline with what belongs to it: its scale, the rule that pauses playing, kept runs, the history of
/// edits, and the memory that going back costs. Emits wishes; changes nothing by itself.
class TimelineCard : public QFrame {
    Q_OBJECT

  public:
    explicit TimelineCard(QUndoStack& edits, QWidget* parent = nullptr);

    void showSnapshot(const Snapshot& snapshot);
    void showKeptRuns(const std::vector<KeptRunText>& runs);
    void setLook(const Look& look);
    void setLogarithmic(bool logarithmic);
    /// Without them the line has all the room; the keys stay.
    void setButtonsVisible(bool visible);
    TimelineBar& bar() { return *bar_; }
    /// What going back may take of the memory, for whoever shows it among things that are seldom needed.
    QMenu& memoryMenu() { return *memory_; }

  Q_SIGNALS:
    /// The user wants to see this step; `dragging` while the mouse is down.
    void stepWanted(std::int64_t step, bool dragging);
    void keepWanted();
    void stopRuleChosen(const std::optional<featurescope::StopRule>& rule);
    void memoryBudgetChosen(std::uint64_t bytes);
    void goToRunWanted(int index);
    void removeRunWanted(int index);
    void forgetRunsWanted();
    /// Shows a kept run beside the present one where there is room for one.
    void selectRunWanted(int index);
    /// Lets a kept run stand at this step.
    void stepOfRunWanted(int index, std::int64_t step);
    void sameStepChosen(bool same);

  private:
    QToolButton* makeButton(const char* name, const QString& text, const QString& tip);
    QToolButton* makePopup(const char* name, const QString& text, const QString& tip, QWidget* content);
    void bindKeys();
    void openMenu(QMenu& menu, const QWidget& button);
    void fillMemoryMenu();
    void showScale(bool logarithmic);

    TimelineBar* bar_;  // all widgets are owned by this card
    RuleMoments moments_;
    StopRuleEditor* rule_;
    KeptRunsList* runs_;
    QToolButton *scale_, *stop_, *kept_, *keep_, *history_;
    QMenu* memory_;
};

/// The named moments of a run, the most telling first.
std::vector<TimelineMark> timelineMarks(const std::vector<Marker>& markers);
/// The same for those that the scenario names.
std::vector<TimelineMark> timelineMarks(const std::vector<RuleMoment>& moments);

}  // namespace featurescope::ui
