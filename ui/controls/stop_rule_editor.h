#pragma once

#include <QWidget>
#include <optional>

#include "core/run/stop_rule.h"

class QCheckBox;
class QComboBox;

namespace featurescope::ui {

class NumberField;

/// "Pause when [quantity] is [at least] [value]": a switch, two choices and a box.
class StopRuleEditor : public QWidget {
    Q_OBJECT

  public:
    explicit StopRuleEditor(QWidget* parent = nullptr);
    /// The rule as it stands; nothing while switched off or while the value is not allowed.
    std::optional<StopRule> rule() const;

  Q_SIGNALS:
    void chosen(const std::optional<featurescope::StopRule>& rule);

  private:
    void submit();

    QCheckBox* active_;
    QComboBox *quantity_, *bound_;
    NumberField* value_;
};

/// The rule in words: "test error ≤ 0.05"; empty without a rule.
QString ruleText(const std::optional<StopRule>& rule);

}  // namespace featurescope::ui
