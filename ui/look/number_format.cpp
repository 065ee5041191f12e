#include "ui/look/number_format.h"

#include <QLocale>
#include <cmath>

namespace featurescope::ui {
namespace {

constexpr QChar kMinus(0x2212);
constexpr QChar kThinSpace(0x2009);
const QString kUndefinedText = QStringLiteral("–");

QString withTrueMinus(QString text) { return text.replace(QLatin1Char('-'), kMinus); }

QString notFinite(double value) {
    if (std::isnan(value)) return kUndefinedText;
    return value > 0 ? QStringLiteral("∞") : QString(kMinus) + QStringLiteral("∞");
}

QString grouped(const QString& digits) {
    if (digits.size() < 5) return digits;
    QString text;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += kThinSpace;
        text += digits[i];
    }
    return text;
}

/// As many as it takes to write multiples of the interval: 1 for 0.2, 2 for 0.25.
int decimalsOf(double interval) {
    if (!(interval > 0)) return 0;
    const int first = std::max(0, static_cast<int>(std::ceil(-std::log10(interval) - 1e-9)));
    constexpr int kMostMore = 3;
    for (int decimals = first; decimals < first + kMostMore; ++decimals) {
        const double unit = interval * std::pow(10.0, decimals);
        if (std::abs(unit - std::round(unit)) < 1e-6 * unit) return decimals;
    }
    return first;
}

}  // namespace

QString numberLabel(double value, int significantDigits) {
    if (!std::isfinite(value)) return notFinite(value);
    if (value == 0) return QStringLiteral("0");
    const QLocale c = QLocale::c();
    // Rounding first decides the exponent: 0.9996 with three digits is 1.00.
    const QString scientific = c.toString(value, 'e', significantDigits - 1);
    const qsizetype mark = scientific.indexOf(QLatin1Char('e'));
    const int exponent = scientific.mid(mark + 1).toInt();
    if (exponent < -4 || exponent > 6) {
        return withTrueMinus(scientific.left(mark)) + QStringLiteral(" × 10") + superscriptLabel(exponent);
    }
    return withTrueMinus(QString::number(value, 'f', std::max(0, significantDigits - 1 - exponent)));
}

QString superscriptLabel(int exponent) {
    static constexpr char16_t kDigits[] = u"⁰¹²³⁴⁵⁶⁷⁸⁹";
    QString text = exponent < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(std::abs(exponent))) text += QChar(kDigits[digit.digitValue()]);
    return text;
}

QString countLabel(std::int64_t value) {
    const QString digits = QString::number(value < 0 ? -value : value);
    return (value < 0 ? QString(kMinus) : QString()) + grouped(digits);
}

QString percentLabel(double share) {
    if (!std::isfinite(share)) return notFinite(share);
    return withTrueMinus(QString::number(100 * share, 'f', 1)) + kThinSpace + QLatin1Char('%');
}

QString tickLabel(double value, double interval) {
    const int decimals = decimalsOf(interval);
    // Sums of intervals may miss zero by a rounding error.
    if (std::abs(value) < interval * 1e-6) value = 0;
    if (decimals == 0 && std::abs(value) < 9e15) return countLabel(std::llround(value));
    return withTrueMinus(QString::number(value, 'f', decimals));
}

QString percentTickLabel(double share) {
    return countLabel(std::llround(100 * share)) + kThinSpace + QLatin1Char('%');
}

QString editableNumber(double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); }

QString fieldNumber(double value, int significantDigits) {
    if (value == 0 || !std::isfinite(value)) return editableNumber(value);
    const QString scientific = QString::number(value, 'e', significantDigits - 1);
    const qsizetype mark = scientific.indexOf(QLatin1Char('e'));
    const int exponent = scientific.mid(mark + 1).toInt();
    const auto withoutEndingZeros = [](QString text) {
        while (text.contains(QLatin1Char('.')) && text.endsWith(QLatin1Char('0'))) text.chop(1);
        if (text.endsWith(QLatin1Char('.'))) text.chop(1);
        return text;
    };
    constexpr int kLeastFixed = -3, kMostFixed = 5;
    if (exponent < kLeastFixed || exponent > kMostFixed) {
        return withoutEndingZeros(scientific.left(mark)) + QLatin1Char('e') + QString::number(exponent);
    }
    // Rounded first: 123456 with four digits is 123500.
    return withoutEndingZeros(
        QString::number(scientific.toDouble(), 'f', std::max(0, significantDigits - 1 - exponent)));
}

}  // namespace featurescope::ui
