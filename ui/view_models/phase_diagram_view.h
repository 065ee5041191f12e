#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/observables/decision_field.h"
#include "core/sweep/sweep_result.h"
#include "ui/view_models/phase_axis.h"

namespace featurescope::ui {

/// How the number of a cell has come about.
enum class CellState {
    run,
    interpolated,  ///< not run itself: between the corners of the smallest rectangle that were
    missing,
    diverged,  ///< some run has diverged by this step; the value is that of the others
    failed,
};

struct PhaseCell {
    CellState state = CellState::missing;
    double value = 0;  ///< NaN where there is none
    bool operator==(const PhaseCell&) const = default;
};

/// What colours mean.
struct ColourRange {
    double low = 0, high = 1;
    bool isLog = false;
    bool isCutBelow = false, isCutAbove = false;  ///< some value lies beyond that end
    /// Where a value lies between the ends, 0 to 1; NaN of NaN.
    double shareOf(double value) const;
    bool operator==(const ColourRange&) const = default;
};

/// Where the number passes a level.
struct LevelLines {
    double level = 0;
    std::vector<BoundaryLine> whole;               ///< of the number shown, in drawn coordinates
    std::vector<std::vector<BoundaryLine>> seeds;  ///< of single seeds, which show how sure the line is
};

/// What theory says: lines at the levels of a diagram, or a curve of a sweep with one axis. They end where it
/// no longer holds.
struct PhaseTheory {
    std::string_view id, label;
    double level = 0;  ///< NaN of a curve
    std::vector<BoundaryLine> lines;
};

/// All seeds of a point of a sweep with one axis.
struct SeedBand {
    double value = 0;           ///< the statistic that is shown
    double low = 0, high = 0;   ///< 10 % and 90 % of the seeds
    std::vector<double> seeds;  ///< those that have a value
};

/// What the user has chosen to see.
struct PhaseChoice {
    CellValue value;
    std::optional<std::pair<double, double>> range;  ///< nothing: what suits the values
    std::vector<double> levels;
    bool operator==(const PhaseChoice&) const = default;
};

/// What a sweep itself asks to be shown at first: its view, else what it is refined by, else the clean test
/// error after the last step.
PhaseChoice firstPhaseChoice(const SweepPlan& plan);

/// The picture of a sweep at one step as plain values.
struct PhaseDiagramView {
    PhaseChoice choice;            ///< with the recorded step that is shown
    PhaseAxis x, y;                ///< y has one value without a second axis
    bool isCurve = false;          ///< one axis
    std::vector<PhaseCell> cells;  ///< row by row, in the order of the axes
    ColourRange range;
    std::vector<LevelLines> levels;
    std::vector<PhaseTheory> theory;
    std::vector<SeedBand> bands;  ///< of a curve

    const PhaseCell& cell(std::size_t column, std::size_t row) const {
        return cells[row * x.values.size() + column];
    }
    /// The run point of a cell, and the step at which it is looked at.
    GridPoint pointOf(std::size_t column, std::size_t row) const;
    std::int64_t stepOf(std::size_t column, std::size_t row) const;
};

inline constexpr std::size_t kMostSeedLines = 12;  ///< thin lines of the first so many seeds

PhaseDiagramView phaseDiagramView(const SweepResult& result, const PhaseChoice& choice);

/// The values of the seeds at a cell, in the order of the plan; NaN where there is none.
std::vector<double> seedValues(const SweepResult& result, const PhaseDiagramView& view, std::size_t column,
                               std::size_t row);

/// The seed whose value is nearest to the median of them; the first one when none has a value.
std::size_t typicalSeed(const std::vector<double>& values);

/// The cell (column, row) whose run has this key; on an axis of steps that of the step shown. Nothing when
/// there is none.
std::optional<std::pair<std::size_t, std::size_t>> cellOfRun(const SweepResult& result,
                                                             const PhaseDiagramView& view,
                                                             const std::string& key);

/// The range of colours for these values: fixed by the metric where it has one (errors 0 to 1/2, alignments
/// and shares 0 to 1), else from 2 % to 98 % of the values, so that a single one cannot flatten the rest;
/// logarithmic for losses.
ColourRange colourRange(const PhaseChoice& choice, const std::vector<PhaseCell>& cells);

}  // namespace featurescope::ui
