#include "ui/fields/spin_boxes.h"

#include <QToolTip>
#include <cmath>

#include "ui/fields/number_reading.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

/// Half a number may become one with the next key.
template <typename Box>
QValidator::State stateOf(const Box& box, const QString& text, bool whole) {
    const std::optional<double> number = readNumber(text, whole).number;
    const bool isAllowed = number && *number >= box.minimum() && *number <= box.maximum();
    return isAllowed ? QValidator::Acceptable : QValidator::Intermediate;
}

template <typename Box>
void refuse(const Box& box, const QString& text, bool whole) {
    QString problem = readNumber(text, whole).problem;
    if (!problem.isEmpty()) problem += QLatin1Char(' ');
    problem +=
        Box::tr("A number from %1 to %2.").arg(editableNumber(box.minimum()), editableNumber(box.maximum()));
    QToolTip::showText(box.mapToGlobal(QPoint(0, box.height())), problem);
    Q_EMIT box.refused(problem);
}

}  // namespace

RealSpinBox::RealSpinBox(QWidget* parent) : QDoubleSpinBox(parent) {
    // Half a number must not become the value.
    setKeyboardTracking(false);
}

QString RealSpinBox::textFromValue(double value) const { return QString::number(value, 'f', decimals()); }

double RealSpinBox::valueFromText(const QString& text) const {
    return readNumber(text, false).number.value_or(value());
}

QValidator::State RealSpinBox::validate(QString& text, int&) const { return stateOf(*this, text, false); }

void RealSpinBox::fixup(QString& text) const { refuse(*this, text, false); }

CountSpinBox::CountSpinBox(QWidget* parent) : QSpinBox(parent) { setKeyboardTracking(false); }

QString CountSpinBox::textFromValue(int value) const { return QString::number(value); }

int CountSpinBox::valueFromText(const QString& text) const {
    const std::optional<double> number = readNumber(text, true).number;
    return number && std::abs(*number) <= maximum() ? static_cast<int>(*number) : value();
}

QValidator::State CountSpinBox::validate(QString& text, int&) const { return stateOf(*this, text, true); }

void CountSpinBox::fixup(QString& text) const { refuse(*this, text, true); }

}  // namespace featurescope::ui
