#include "ui/controls/stop_rule_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QStyle>
#include <limits>

#include "ui/fields/number_field.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

struct QuantityText {
    StopQuantity quantity;
    const char* text;
    bool usuallyAtMost;
    double usualValue;
};

constexpr QuantityText kQuantities[] = {
    {StopQuantity::step, QT_TRANSLATE_NOOP("StopRule", "step"), false, 100},
    {StopQuantity::trainError, QT_TRANSLATE_NOOP("StopRule", "training error"), true, 0},
    {StopQuantity::testError, QT_TRANSLATE_NOOP("StopRule", "test error"), true, 0.2},
    {StopQuantity::trainLoss, QT_TRANSLATE_NOOP("StopRule", "training loss"), true, 0.5},
    {StopQuantity::alignment, QT_TRANSLATE_NOOP("StopRule", "median alignment"), false, 0.9},
    {StopQuantity::seconds, QT_TRANSLATE_NOOP("StopRule", "seconds of playing"), false, 10},
};

QString textOf(StopQuantity quantity) {
    for (const QuantityText& row : kQuantities) {
        if (row.quantity == quantity) return QCoreApplication::translate("StopRule", row.text);
    }
    return {};
}

template <typename Control>
void name(Control* control, const char* object, const QString& accessible, const QString& tip) {
    control->setObjectName(QString::fromLatin1(object));
    control->setAccessibleName(accessible);
    control->setToolTip(tip);
}

}  // namespace

QString ruleText(const std::optional<StopRule>& rule) {
    if (!rule) return {};
    return QStringLiteral("%1 %2 %3")
        .arg(textOf(rule->quantity), rule->isAtMost ? QStringLiteral("≤") : QStringLiteral("≥"),
             editableNumber(rule->value));
}

StopRuleEditor::StopRuleEditor(QWidget* parent)
    : QWidget(parent),
      active_(new QCheckBox(tr("Pause when"), this)),
      quantity_(new QComboBox(this)),
      bound_(new QComboBox(this)),
      value_(new NumberField(NumberField::Kind::real, 0, std::numeric_limits<double>::max(), this)) {
    setObjectName(QStringLiteral("stopRule"));
    name(active_, "stopRule/active", tr("Pause by a rule"),
         tr("Playing pauses when the rule comes true (Space goes on)"));
    name(quantity_, "stopRule/quantity", tr("Quantity of the rule"),
         tr("What the rule looks at (arrow keys)"));
    name(bound_, "stopRule/bound", tr("Direction of the rule"),
         tr("From which side the value is reached (arrow keys)"));
    name(value_, "stopRule/value", tr("Value of the rule"), QString());
    value_->setHelp(tr("A number, 0 or larger (Return applies it)"));
    for (const QuantityText& row : kQuantities) quantity_->addItem(textOf(row.quantity));
    bound_->addItem(tr("≥ at least"), false);
    bound_->addItem(tr("≤ at most"), true);
    value_->showNumber(kQuantities[0].usualValue);
    value_->setMaximumWidth(90);
    auto* layout = new QHBoxLayout(this);
    for (QWidget* widget : std::initializer_list<QWidget*>{active_, quantity_, bound_, value_})
        layout->addWidget(widget);
    connect(quantity_, &QComboBox::activated, this, [this](int index) {
        const QuantityText& row = kQuantities[static_cast<std::size_t>(index)];
        bound_->setCurrentIndex(row.usuallyAtMost ? 1 : 0);
        value_->showNumber(row.usualValue);
        submit();
    });
    connect(bound_, &QComboBox::activated, this, &StopRuleEditor::submit);
    connect(active_, &QCheckBox::toggled, this, &StopRuleEditor::submit);
    connect(value_, &LineField::committed, this, &StopRuleEditor::submit);
}

std::optional<StopRule> StopRuleEditor::rule() const {
    const std::optional<double> value = value_->number();
    if (!active_->isChecked() || !value) return std::nullopt;
    return StopRule{.quantity = kQuantities[static_cast<std::size_t>(quantity_->currentIndex())].quantity,
                    .isAtMost = bound_->currentData().toBool(),
                    .value = *value};
}

void StopRuleEditor::submit() {
    const QString problem = value_->problem();
    value_->setProperty("invalid", !problem.isEmpty());
    if (problem.isEmpty()) {
        value_->showNumber(*value_->number());
    } else {
        value_->setToolTip(problem);
    }
    value_->style()->unpolish(value_);
    value_->style()->polish(value_);
    Q_EMIT chosen(rule());
}

}  // namespace featurescope::ui
