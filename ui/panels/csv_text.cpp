#include "ui/panels/csv_text.h"

#include <cmath>

#include "core/base/number_text.h"

namespace featurescope::ui {

QString csvRow(const QStringList& cells) {
    QStringList written;
    for (QString cell : cells) {
        const bool isQuoted = cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char('"')) ||
                              cell.contains(QLatin1Char('\n'));
        cell.replace(QLatin1Char('"'), QStringLiteral("\"\""));
        written << (isQuoted ? QLatin1Char('"') + cell + QLatin1Char('"') : cell);
    }
    return written.join(QLatin1Char(',')) + QLatin1Char('\n');
}

QString csvNumber(double value) {
    return std::isfinite(value) ? QString::fromStdString(numberText(value)) : QString();
}

}  // namespace featurescope::ui
