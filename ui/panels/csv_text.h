#pragma once

#include <QString>
#include <QStringList>

namespace featurescope::ui {

/// One line of a CSV file with its end; cells with commas, quotes or line ends are quoted.
QString csvRow(const QStringList& cells);

/// A number that reads back exactly; empty when it is not finite.
QString csvNumber(double value);

}  // namespace featurescope::ui
