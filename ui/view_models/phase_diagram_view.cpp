#include "ui/view_models/phase_diagram_view.h"

#include <algorithm>
#include <cmath>

#include "core/math/statistics.h"
#include "core/sweep/refinement.h"
#include "core/sweep/seed_statistic.h"
#include "ui/view_models/level_lines.h"
#include "ui/view_models/phase_theory.h"

namespace featurescope::ui {
namespace {

constexpr std::int64_t kCoarse = 8;  // stride of the coarse grid of a sweep that is not refined

bool hasDiverged(const RunOutcome& run, std::int64_t step) {
    return run.state == RunOutcomeState::diverged && step >= run.divergedAt;
}

/// The runs of one cell.
struct CellRuns {
    std::vector<double> values;  ///< of each seed, NaN where there is none
    std::size_t there = 0, failed = 0, diverged = 0;

    CellState state() const {
        if (there == 0) return CellState::missing;
        if (diverged > 0) return CellState::diverged;
        return failed == there ? CellState::failed : CellState::run;
    }
};

CellRuns runsAt(const SweepResult& result, GridPoint point, Observable metric, std::int64_t step) {
    CellRuns runs;
    for (std::size_t seed = 0; seed < result.plan().seeds().size(); ++seed) {
        const RunOutcome* const run = result.at(point, seed);
        runs.there += run != nullptr;
        runs.failed += run && run->state == RunOutcomeState::failed;
        runs.diverged += run && hasDiverged(*run, step);
        runs.values.push_back(run && !hasDiverged(*run, step) ? valueAt(*run, metric, step) : kUndefined);
    }
    return runs;
}

/// Values cell by cell in drawn order, those between runs filled in.
class Filling {
  public:
    Filling(const SweepResult& result, const PhaseDiagramView& view) : view_(view) {
        const auto& refine = result.plan().sweep().refine;
        start_ = refine ? refine->start : kCoarse;
    }

    /// @param valueOf  the value of a cell (column, row in drawn order); nothing where it was not run
    template <typename ValueOf>
    std::vector<double> operator()(const ValueOf& valueOf) const {
        // In the plan's own order, whose coarse lines are those that were run first. Along an axis of steps
        // every point is a run that is there or not.
        const auto columns = static_cast<std::int64_t>(view_.x.values.size());
        const auto rows = static_cast<std::int64_t>(view_.y.values.size());
        GridValues values(columns, rows);
        visit([&](std::size_t column, std::size_t row, GridPoint place) {
            if (const std::optional<double> value = valueOf(column, row)) values.set(place, *value);
        });
        const std::vector<double> all = filledBetween(start_, values);
        std::vector<double> drawn(all.size());
        visit([&](std::size_t column, std::size_t row, GridPoint place) {
            drawn[row * view_.x.values.size() + column] =
                all[static_cast<std::size_t>(place.y * columns + place.x)];
        });
        return drawn;
    }

  private:
    template <typename Visit>
    void visit(const Visit& visit) const {
        for (std::size_t row = 0; row < view_.y.values.size(); ++row) {
            for (std::size_t column = 0; column < view_.x.values.size(); ++column)
                visit(column, row,
                      GridPoint{static_cast<std::int64_t>(view_.x.positions[column]),
                                static_cast<std::int64_t>(view_.y.positions[row])});
        }
    }

    const PhaseDiagramView& view_;
    std::int64_t start_ = kCoarse;
};

void fillCells(const SweepResult& result, PhaseDiagramView& view) {
    view.cells.resize(view.x.values.size() * view.y.values.size());
    const std::vector<double> values = Filling(result, view)([&](std::size_t column, std::size_t row) {
        const CellRuns runs =
            runsAt(result, view.pointOf(column, row), view.choice.value.metric, view.stepOf(column, row));
        PhaseCell& cell = view.cells[row * view.x.values.size() + column];
        cell.state = runs.state();
        cell.value = seedStatistic(view.choice.value, runs.values);
        return runs.there > 0 ? std::optional(cell.value) : std::nullopt;
    });
    for (std::size_t i = 0; i < values.size(); ++i) {
        PhaseCell& cell = view.cells[i];
        if (cell.state != CellState::missing) continue;
        cell.value = values[i];
        if (!std::isnan(values[i])) cell.state = CellState::interpolated;
    }
}

std::vector<double> valuesOf(const std::vector<PhaseCell>& cells) {
    std::vector<double> values;
    values.reserve(cells.size());
    for (const PhaseCell& cell : cells) values.push_back(cell.value);
    return values;
}

void addLevels(const SweepResult& result, PhaseDiagramView& view) {
    const std::vector<double> whole = valuesOf(view.cells);
    const bool showsSeeds = isOfSingleRuns(view.choice.value.statistic) && result.plan().seeds().size() > 1;
    std::vector<std::vector<double>> seeds;
    for (std::size_t seed = 0; showsSeeds && seed < std::min(kMostSeedLines, result.plan().seeds().size());
         ++seed)
        seeds.push_back(Filling(result, view)([&](std::size_t column, std::size_t row) {
            const RunOutcome* const run = result.at(view.pointOf(column, row), seed);
            return run ? std::optional(valueAt(*run, view.choice.value.metric, view.stepOf(column, row)))
                       : std::nullopt;
        }));
    for (const double level : view.choice.levels) {
        LevelLines lines{level, levelLines(view.x.centres, view.y.centres, whole, level), {}};
        for (const std::vector<double>& values : seeds)
            lines.seeds.push_back(levelLines(view.x.centres, view.y.centres, values, level));
        view.levels.push_back(std::move(lines));
    }
}

/// Connected parts of a curve that has gaps.
std::vector<BoundaryLine> curveOf(const std::vector<double>& x, const std::vector<double>& values) {
    std::vector<BoundaryLine> lines(1);
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isnan(values[i])) {
            lines.back().push_back({x[i], values[i]});
        } else if (!lines.back().empty()) {
            lines.emplace_back();
        }
    }
    if (lines.back().empty()) lines.pop_back();
    return lines;
}

void addTheory(const SweepResult& result, PhaseDiagramView& view) {
    for (const PhasePrediction& prediction : phasePredictions(result.plan(), view.choice.value)) {
        std::vector<double> drawn;
        for (const std::size_t row : view.y.positions) {
            for (const std::size_t column : view.x.positions)
                drawn.push_back(prediction.values[row * view.x.values.size() + column]);
        }
        if (view.isCurve) {
            view.theory.push_back(
                {prediction.id, prediction.label, kUndefined, curveOf(view.x.centres, drawn)});
            continue;
        }
        for (const double level : view.choice.levels)
            view.theory.push_back({prediction.id, prediction.label, level,
                                   levelLines(view.x.centres, view.y.centres, drawn, level)});
    }
    std::erase_if(view.theory, [](const PhaseTheory& theory) { return theory.lines.empty(); });
}

void addBands(const SweepResult& result, PhaseDiagramView& view) {
    for (std::size_t column = 0; column < view.x.values.size(); ++column) {
        SeedBand band{
            .value = view.cell(column, 0).value, .low = kUndefined, .high = kUndefined, .seeds = {}};
        band.seeds = seedValues(result, view, column, 0);
        std::erase_if(band.seeds, [](double value) { return std::isnan(value); });
        band.low = quantile(band.seeds, 0.1);
        band.high = quantile(band.seeds, 0.9);
        view.bands.push_back(std::move(band));
    }
}

}  // namespace

PhaseChoice firstPhaseChoice(const SweepPlan& plan) {
    const SweepSpec& sweep = plan.sweep();
    if (sweep.view) return {sweep.view->value, sweep.view->range, sweep.view->lines};
    const SeedStatistic statistic = sweep.y ? SeedStatistic::mean : SeedStatistic::median;
    if (sweep.refine) {
        PhaseChoice choice{{sweep.refine->metric, sweep.refine->step, statistic, 0}, {}, {}};
        if (sweep.refine->level) choice.levels = {*sweep.refine->level};
        return choice;
    }
    return {{Observable::testErrorClean, plan.base().training.steps, statistic, 0}, {}, {0.01, 0.05, 0.25}};
}

GridPoint PhaseDiagramView::pointOf(std::size_t column, std::size_t row) const {
    return {x.isStep ? 0 : static_cast<std::int64_t>(x.positions[column]),
            y.isStep ? 0 : static_cast<std::int64_t>(y.positions[row])};
}

std::int64_t PhaseDiagramView::stepOf(std::size_t column, std::size_t row) const {
    if (x.isStep) return static_cast<std::int64_t>(x.values[column]);
    return y.isStep ? static_cast<std::int64_t>(y.values[row]) : choice.value.step;
}

std::vector<double> seedValues(const SweepResult& result, const PhaseDiagramView& view, std::size_t column,
                               std::size_t row) {
    return runsAt(result, view.pointOf(column, row), view.choice.value.metric, view.stepOf(column, row))
        .values;
}

std::size_t typicalSeed(const std::vector<double>& values) {
    std::vector<double> known = values;
    std::erase_if(known, [](double value) { return !std::isfinite(value); });
    const double middle = median(std::move(known));
    std::size_t nearest = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) continue;
        const bool isNearer = std::abs(values[i] - middle) < std::abs(values[nearest] - middle);
        if (isNearer || !std::isfinite(values[nearest])) nearest = i;
    }
    return nearest;
}

std::optional<std::pair<std::size_t, std::size_t>> cellOfRun(const SweepResult& result,
                                                             const PhaseDiagramView& view,
                                                             const std::string& key) {
    const auto along = [&](const PhaseAxis& axis, std::size_t cell) {
        const auto step = static_cast<double>(view.choice.value.step);
        return axis.isStep ? axis.cellAt(axis.isLog && step <= 0 ? axis.centres.front() : axis.drawn(step))
                           : cell;
    };
    for (std::size_t row = 0; row < view.y.values.size(); ++row) {
        for (std::size_t column = 0; column < view.x.values.size(); ++column) {
            for (std::size_t seed = 0; seed < result.plan().seeds().size(); ++seed) {
                const RunOutcome* const run = result.at(view.pointOf(column, row), seed);
                if (run && run->key == key) return std::pair(along(view.x, column), along(view.y, row));
            }
        }
    }
    return std::nullopt;
}

PhaseDiagramView phaseDiagramView(const SweepResult& result, const PhaseChoice& choice) {
    const SweepPlan& plan = result.plan();
    PhaseDiagramView view;
    view.choice = choice;
    view.isCurve = !plan.sweep().y;
    view.x = phaseAxis(plan.sweep().x, plan.xValues());
    view.y = phaseAxis(plan.sweep().y.value_or(SweepAxis{}), plan.yValues());
    nameAxis(view.x, plan.base());
    nameAxis(view.y, plan.base());
    view.choice.value.step = result.recordedStep(choice.value.step);
    fillCells(result, view);
    view.range = colourRange(view.choice, view.cells);
    if (view.isCurve) {
        addBands(result, view);
    } else {
        addLevels(result, view);
    }
    addTheory(result, view);
    return view;
}

}  // namespace featurescope::ui
