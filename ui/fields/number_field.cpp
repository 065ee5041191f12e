#include "ui/fields/number_field.h"

#include <QEvent>
#include <QStyle>
#include <QStyleOptionFrame>

#include "core/base/field.h"
#include "ui/fields/number_reading.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr int kDigits = 4;

}  // namespace

NumberField::NumberField(Kind kind, double minimum, double maximum, QWidget* parent)
    : LineField(parent), whole_(kind == Kind::whole), minimum_(minimum), maximum_(maximum) {
    setAlignment(Qt::AlignRight);
}

void NumberField::showNumber(double number) {
    number_ = number;
    takeBack();
    showHelp();
}

std::optional<double> NumberField::number() const {
    if (!isModified()) return number_;
    const std::optional<double> typed = readNumber(text(), whole_).number;
    if (!typed || *typed < minimum_ || *typed > maximum_) return std::nullopt;
    return typed;
}

QString NumberField::problem() const {
    if (number()) return {};
    const QString unreadable = readNumber(text(), whole_).problem;
    return unreadable.isEmpty() ? allowed() : unreadable + QLatin1Char(' ') + allowed();
}

QString NumberField::allowed() const {
    const QString low = textOf(minimum_);
    if (maximum_ >= kLargestExactInteger) {
        return whole_ ? tr("A whole number, %1 or larger.").arg(low) : tr("A number, %1 or larger.").arg(low);
    }
    return tr("A number from %1 to %2.").arg(low, textOf(maximum_));
}

void NumberField::setHelp(const QString& help) {
    help_ = help;
    showHelp();
}

void NumberField::takeBack() {
    setText(hasFocus() ? textOf(number_) : fittingText());
    setCursorPosition(0);
    setModified(false);
}

void NumberField::focusInEvent(QFocusEvent* event) {
    if (!isModified()) setText(textOf(number_));
    LineField::focusInEvent(event);
}

void NumberField::focusOutEvent(QFocusEvent* event) {
    LineField::focusOutEvent(event);
    if (!isModified()) takeBack();
}

void NumberField::resizeEvent(QResizeEvent* event) {
    LineField::resizeEvent(event);
    if (!isModified() && !hasFocus()) takeBack();
}

void NumberField::changeEvent(QEvent* event) {
    LineField::changeEvent(event);
    const bool fontChanged = event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (fontChanged && !isModified() && !hasFocus()) takeBack();
}

QString NumberField::textOf(double number) const {
    return whole_ ? QString::number(static_cast<qlonglong>(number)) : editableNumber(number);
}

/// An exponent that is cut off makes another number of it, so digits go before it does.
QString NumberField::fittingText() const {
    QStyleOptionFrame option;
    initStyleOption(&option);
    constexpr int kAroundText = 4;  // the margins that a line edit keeps inside its frame
    const int room =
        style()->subElementRect(QStyle::SE_LineEditContents, &option, this).width() - kAroundText;
    const auto fits = [&](const QString& text) { return fontMetrics().horizontalAdvance(text) <= room; };
    QString whole = textOf(number_);
    if (whole_ && fits(whole)) return whole;
    for (int digits = kDigits; digits > 1; --digits) {
        QString text = fieldNumber(number_, digits);
        if (fits(text)) return text;
    }
    return fieldNumber(number_, 1);
}

void NumberField::showHelp() {
    const QString digits = textOf(number_);
    setToolTip(help_.isEmpty() ? digits : help_ + QLatin1Char('\n') + tr("Now: %1").arg(digits));
}

}  // namespace featurescope::ui
