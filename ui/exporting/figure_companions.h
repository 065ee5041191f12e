#pragma once

#include <QString>
#include <vector>

#include "ui/exporting/figure.h"

namespace featurescope::ui {

/// A text file that goes beside a figure.
struct Companion {
    QString path;
    QString text;
};

/// Which of them are wanted.
struct CompanionChoice {
    bool numbers = false;  ///< a table for each panel: "figure.csv", of several "figure-errors.csv"
    bool caption = false;  ///< "figure.tex": a LaTeX figure with a caption
    bool operator==(const CompanionChoice&) const = default;
};

/// The files beside `path` for what the figure shows now.
std::vector<Companion> companionsOf(const Figure& figure, const Snapshot& snapshot,
                                    const FigureFormat& format, const QString& path,
                                    const CompanionChoice& choice);

/// FileError when a figure written to `path` now would take files beside it that are not its own: those that
/// are there although the figure is not, such as the manuscript of paper.pdf.
void requireOwnCompanions(const QString& path, const CompanionChoice& choice);

/// Writes them, each complete or not at all; FileError.
void writeCompanions(const std::vector<Companion>& companions);

}  // namespace featurescope::ui
