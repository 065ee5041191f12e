#include "ui/look/explanation_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/look/number_format.h"

namespace featurescope::ui {

QString explanationText(const QString& formula, const QString& over, qint64 count,
                        const std::optional<double>& standardError, const QString& source) {
    QStringList lines{formula};
    if (!over.isEmpty()) lines << over.arg(countLabel(count));
    if (standardError) {
        lines << QCoreApplication::translate("Explanation", "standard error %1")
                     .arg(percentLabel(*standardError));
    }
    lines << source;
    return lines.join(QLatin1Char('\n'));
}

}  // namespace featurescope::ui
