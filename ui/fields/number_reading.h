#pragma once

#include <QString>
#include <optional>

namespace featurescope::ui {

/// What somebody has typed, read as a number: either the number or a sentence that says what is wrong.
struct NumberReading {
    std::optional<double> number{};
    QString problem{};
};

/// Reads a number with a decimal point or a decimal comma, whatever the locale: who shares a figure's width
/// or a step size should not have to think of it. Marks between groups of digits are refused, because 1.000
/// is a thousand to one reader and one to another; so are points and commas in a whole number.
NumberReading readNumber(const QString& text, bool whole);

}  // namespace featurescope::ui
