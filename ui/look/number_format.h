#pragma once

#include <QString>
#include <cstdint>

namespace featurescope::ui {

// Numbers as people read them on screen: true minus sign, point as decimal mark, thin spaces between groups.
// An undefined value (NaN) is an en dash.

/// `value` with so many significant digits, "0.405", "1.25 × 10⁻⁷" when very small or large.
QString numberLabel(double value, int significantDigits = 3);

/// A whole number as an exponent, "⁻⁷".
QString superscriptLabel(int exponent);

/// A whole number, "12 000".
QString countLabel(std::int64_t value);

/// A share between 0 and 1 as percent with one decimal, "9.6 %".
QString percentLabel(double share);

/// The label of an axis tick: just enough decimals for ticks `interval` apart.
QString tickLabel(double value, double interval);

/// The tick of an axis of shares, "60 %".
QString percentTickLabel(double share);

/// Shortest text of a number that reads back to the same value, for boxes people edit ("6.4e-05", "100").
QString editableNumber(double value);

/// A number as a field shows it while nobody edits it, with at most so many significant digits: "0.0625",
/// "3.641e-5", "1e9". Reads back as a number.
QString fieldNumber(double value, int significantDigits = 4);

}  // namespace featurescope::ui
