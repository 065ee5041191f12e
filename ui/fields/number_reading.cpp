#include "ui/fields/number_reading.h"

#include <QCoreApplication>

#include "core/base/number_text.h"

namespace featurescope::ui {
namespace {

QString sentence(const char* text) { return QCoreApplication::translate("NumberReading", text); }

}  // namespace

NumberReading readNumber(const QString& text, bool whole) {
    QString digits = text.trimmed();
    digits.replace(QChar(0x2212), QLatin1Char('-'));
    const auto points = digits.count(QLatin1Char('.'));
    const auto commas = digits.count(QLatin1Char(','));
    if (points > 0 && commas > 0)
        return {.problem = sentence("Write a decimal point or a decimal comma, not both: 1234.5 or 1234,5.")};
    const bool isMantissa = digits.contains(QLatin1Char('e'), Qt::CaseInsensitive);
    const bool hasGroups = points > 1 || commas > 1 || (whole && points + commas > 0 && !isMantissa);
    if (hasGroups) {
        return {.problem = whole ? sentence("A whole number has neither points nor commas: 1000.")
                                 : sentence("Write no marks between groups of digits: 1000000.")};
    }
    digits.replace(QLatin1Char(','), QLatin1Char('.'));
    const std::string plain = digits.toStdString();
    if (const auto integer = whole ? parseInteger(plain) : std::nullopt)
        return {.number = static_cast<double>(*integer)};
    if (const auto real = whole ? std::nullopt : parseNumber(plain)) return {.number = real};
    return {.problem = whole ? sentence("This is not a whole number.") : sentence("This is not a number.")};
}

}  // namespace featurescope::ui
