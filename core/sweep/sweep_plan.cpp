#include "core/sweep/sweep_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/run/memory_need.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"
#include "core/sweep/grid_order.h"
#include "core/sweep/numeric_setting.h"

namespace featurescope {
namespace {

ExperimentSpec baseOf(const SweepBase& base) {
    ExperimentSpec spec = base.spec ? *base.spec : scenarioNamed(base.scenario);
    for (const auto& [key, value] : base.settings) spec = withSetting(spec, key + "=" + value);
    requireValid(spec);
    if (!isDrawn(spec.data))
        throw InputError(
            "base: data.kind is \"file\"; a sweep draws the data of every run, so it must be another kind.");
    return spec;
}

std::vector<std::int64_t> seedsOf(const SweepSpec& sweep) {
    if (!sweep.seeds) return {1};
    const SweepSeeds& seeds = *sweep.seeds;
    const auto largest = static_cast<std::int64_t>(kLargestExactInteger);
    if (seeds.count < 1 || seeds.count > kMostRuns)
        throw InputError("seeds.count is " + numberText(seeds.count) +
                         "; it must be an integer from 1 to 10000000.");
    if (seeds.first < 0 || seeds.first > largest - (seeds.count - 1))
        throw InputError("seeds.first is " + numberText(seeds.first) + " and seeds.count is " +
                         numberText(seeds.count) +
                         "; every seed must be an integer from 0 to 9007199254740991.");
    std::vector<std::int64_t> list;
    for (std::int64_t i = 0; i < seeds.count; ++i) list.push_back(seeds.first + i);
    return list;
}

/// What is recorded, and the steps that the sweep itself speaks of.
RecordingSchedule scheduleOf(const SweepSpec& sweep, const std::vector<double>& axisSteps) {
    std::vector<std::int64_t> steps;
    if (sweep.refine) steps.push_back(sweep.refine->step);
    if (sweep.view) steps.push_back(sweep.view->value.step);
    for (const SweepClaim& claim : sweep.claims) steps.push_back(claim.value.step);
    for (const double step : axisSteps) steps.push_back(static_cast<std::int64_t>(step));
    return sweep.record.with(steps);
}

}  // namespace

SweepPlan::SweepPlan(SweepSpec sweep) : sweep_(std::move(sweep)), base_(baseOf(sweep_.base)) {
    findAxis(sweep_.x, "x", x_);
    if (sweep_.y) findAxis(*sweep_.y, "y", y_);
    requireOneOwner();
    requireTies();
    seeds_ = seedsOf(sweep_);
    requireCount();
    schedule_ = scheduleOf(sweep_, sweep_.x.isStep()                ? x_
                                   : sweep_.y && sweep_.y->isStep() ? y_
                                                                    : std::vector<double>{});
    requirePoints();
    for (const GridPoint& point : sweep_.points.value_or(std::vector<GridPoint>{})) {
        if (point.x >= columns() || point.y >= rows())
            throw InputError("points has [" + numberText(point.x) + ", " + numberText(point.y) +
                             "]; the grid has " + numberText(columns()) + " by " + numberText(rows()) +
                             " points, counted from 0.");
    }
}

void SweepPlan::findAxis(const SweepAxis& axis, const char* place, std::vector<double>& values) const {
    if (axis.isStep()) {
        values = axisValues(axis, true);
        for (const double step : values) {
            if (step < 0)
                throw InputError(std::string(place) + ": step is " + numberText(step) +
                                 "; it must be an integer from 0 to 9007199254740991.");
        }
        return;
    }
    const SettingNumber kind = axis.key.empty() ? SettingNumber::real : settingNumber(base_, axis.key);
    if (kind == SettingNumber::none)
        throw InputError(std::string(place) + ": " + axis.key +
                         " is no numeric setting of the base; it must be \"step\" or one of " +
                         numericSettings(base_) + ".");
    if (!axis.symbol.empty() && settingNumber(base_, axis.symbol) != SettingNumber::none)
        throw InputError(std::string(place) + ": the symbol " + axis.symbol +
                         " is the name of a setting; it must be a name of its own, or a key.");
    values = axisValues(axis, kind == SettingNumber::whole);
}

/// Every setting is given by one place alone.
void SweepPlan::requireOneOwner() const {
    std::set<std::string> owned{sweep_.x.name()};
    const auto own = [&](const std::string& name, const std::string& place) {
        if (!owned.insert(name).second)
            throw InputError(place + ": " + name +
                             " is given twice; a setting may be on one axis, or tied, or among the seeds.");
    };
    if (sweep_.y) own(sweep_.y->name(), "y");
    for (const TiedSetting& tied : sweep_.tied) own(tied.key, "tied");
    if (!sweep_.seeds) return;
    for (const std::string& stream : sweep_.seeds->streams) own("seeds." + stream, "seeds.streams");
}

void SweepPlan::requireTies() const {
    std::set<std::string> symbols;
    for (const SweepAxis* axis : {&sweep_.x, sweep_.y ? &*sweep_.y : nullptr})
        if (axis && !axis->symbol.empty()) symbols.insert(axis->symbol);
    std::set<std::string> unused = symbols;
    for (const TiedSetting& tied : sweep_.tied) {
        if (settingNumber(base_, tied.key) == SettingNumber::none)
            throw InputError("tied: " + tied.key + " is no numeric setting of the base; it must be one of " +
                             numericSettings(base_) + ".");
        for (const auto& [name, exponent] : tied.powers) {
            unused.erase(name);
            const bool isKnown = symbols.contains(name) || settingNumber(base_, name) != SettingNumber::none;
            if (!isKnown || name == tied.key)
                throw InputError("tied: " + tied.key + " follows " + name +
                                 "; it must follow symbols of the axes or other numeric settings.");
        }
    }
    if (!unused.empty())
        throw InputError("The symbol " + *unused.begin() +
                         " changes nothing; a setting in tied must follow it.");
}

void SweepPlan::requireCount() const {
    const double runs =
        static_cast<double>(columns()) * static_cast<double>(rows()) * static_cast<double>(seeds_.size());
    if (runs <= static_cast<double>(kMostRuns)) return;
    throw InputError("The sweep has " + numberText(runs) + " runs (" + numberText(columns()) + " values of " +
                     sweep_.x.name() + ", " + numberText(rows()) +
                     (sweep_.y ? " of " + sweep_.y->name() : std::string(" without y")) + ", " +
                     numberText(static_cast<std::int64_t>(seeds_.size())) +
                     " seeds); there may be at most 10000000.");
}

void SweepPlan::requirePoints() {
    std::int64_t fewestSteps = std::numeric_limits<std::int64_t>::max();
    for (GridPoint point; point.y < rows(); ++point.y) {
        for (point.x = 0; point.x < columns(); ++point.x) {
            try {
                const ExperimentSpec spec = specOf(point, seeds_.back());
                requireValid(spec);
                const std::uint64_t need = memoryNeed(spec, {.engine = sweep_.compute.engine});
                if (need > memoryPerRun_) largest_ = point;
                memoryPerRun_ = std::max(memoryPerRun_, need);
                fewestSteps = std::min(fewestSteps, spec.training.steps);
            } catch (const InputError& problem) {
                throw InputError("At " + pointText(point) + ": " + problem.what());
            }
        }
    }
    requireSteps(fewestSteps);
}

void SweepPlan::requireMachine(int runsAtOnce) const {
    requireMemory(specOf(largest_, seeds_.front()), learner());
    const double need = static_cast<double>(memoryPerRun_) * runsAtOnce;
    if (need <= static_cast<double>(machineMemory())) return;
    throw InputError(numberText(std::int64_t{runsAtOnce}) +
                     " runs side by side may need more memory than the machine has; make --threads or the "
                     "sizes smaller.");
}

/// What the sweep speaks of must have been reached by every run.
void SweepPlan::requireSteps(std::int64_t fewestSteps) const {
    for (const std::int64_t step : schedule_.singleSteps()) {
        if (step <= fewestSteps) continue;
        throw InputError("The step " + numberText(step) +
                         " is named by the sweep, and the shortest run ends at training.steps = " +
                         numberText(fewestSteps) + "; steps must be at most that.");
    }
}

std::string SweepPlan::pointText(GridPoint point) const {
    const auto part = [](const SweepAxis& axis, double value) {
        return axis.isStep() ? "any step" : axis.name() + " = " + numberText(value);
    };
    std::string text = part(sweep_.x, x_[static_cast<std::size_t>(point.x)]);
    if (sweep_.y) text += ", " + part(*sweep_.y, y_[static_cast<std::size_t>(point.y)]);
    return text;
}

std::int64_t SweepPlan::columns() const {
    return sweep_.x.isStep() ? 1 : static_cast<std::int64_t>(x_.size());
}

std::int64_t SweepPlan::rows() const {
    return sweep_.y && sweep_.y->isStep() ? 1 : static_cast<std::int64_t>(y_.size());
}

std::int64_t SweepPlan::runCount() const {
    return columns() * rows() * static_cast<std::int64_t>(seeds_.size());
}

LearnerOptions SweepPlan::learner() const {
    return {.engine = sweep_.compute.engine,
            .threads = 1,
            .instructionSet = chosenInstructionSet(sweep_.compute.instructionSet)};
}

double SweepPlan::factorOf(const TiedSetting& tied, const ExperimentSpec& spec, GridPoint point) const {
    double value = tied.factor;
    for (const auto& [name, exponent] : tied.powers) {
        const bool isX = sweep_.x.symbol == name, isY = sweep_.y && sweep_.y->symbol == name;
        value *= std::pow(isX   ? x_[static_cast<std::size_t>(point.x)]
                          : isY ? y_[static_cast<std::size_t>(point.y)]
                                : numericSetting(spec, name),
                          exponent);
    }
    return value;
}

ExperimentSpec SweepPlan::specOf(GridPoint point, std::int64_t seed) const {
    ExperimentSpec spec = base_;
    const auto set = [&](const SweepAxis& axis, double value) {
        if (!axis.isStep() && !axis.key.empty()) setNumericSetting(spec, axis.key, value);
    };
    set(sweep_.x, x_[static_cast<std::size_t>(point.x)]);
    if (sweep_.y) set(*sweep_.y, y_[static_cast<std::size_t>(point.y)]);
    for (const TiedSetting& tied : sweep_.tied) {
        double value = withTwelveDigits(factorOf(tied, spec, point));
        if (settingNumber(spec, tied.key) == SettingNumber::whole) {
            value = std::round(value);
            if (!(std::abs(value) <= kLargestExactInteger))
                throw InputError(tied.key + " is " + numberText(value) +
                                 "; it must be an integer of at most 9007199254740991.");
        }
        setNumericSetting(spec, tied.key, value);
    }
    if (!sweep_.seeds) return spec;
    for (const std::string& stream : sweep_.seeds->streams)
        setNumericSetting(spec, "seeds." + stream, static_cast<double>(seed));
    return spec;
}

std::vector<GridPoint> SweepPlan::firstPoints() const {
    if (sweep_.points) return *sweep_.points;
    if (sweep_.refine) return coarsePoints(columns(), rows(), sweep_.refine->start);
    return coarseToFine(columns(), rows());
}

std::vector<PlannedRun> SweepPlan::runsOf(const std::vector<GridPoint>& points) const {
    std::vector<PlannedRun> runs;
    runs.reserve(points.size() * seeds_.size());
    for (const GridPoint& point : points) {
        for (const std::int64_t seed : seeds_) runs.push_back({point, seed});
    }
    return runs;
}

std::vector<PlannedRun> shardOf(const std::vector<PlannedRun>& runs, std::int64_t shard,
                                std::int64_t shards) {
    std::vector<PlannedRun> part;
    for (auto i = static_cast<std::size_t>(shard); i < runs.size(); i += static_cast<std::size_t>(shards))
        part.push_back(runs[i]);
    return part;
}

std::string differenceOf(const SweepPlan& one, const SweepPlan& other) {
    const auto run = [](const SweepPlan& plan) {
        ExperimentSpec base = plan.base();
        base.title.clear();
        base.watch.clear();
        base.claims.clear();
        return base;
    };
    const SweepSpec &first = one.sweep(), &second = other.sweep();
    const auto nameOfY = [](const SweepSpec& sweep) { return sweep.y ? sweep.y->name() : std::string(); };
    if (run(one) != run(other)) return "the settings of the base";
    if (first.x.name() != second.x.name() || one.xValues() != other.xValues()) return "the axis x";
    if (nameOfY(first) != nameOfY(second) || one.yValues() != other.yValues()) return "the axis y";
    if (first.tied != second.tied) return "the tied settings";
    if (first.seeds != second.seeds) return "the seeds";
    if (one.schedule() != other.schedule()) return "the recorded steps";
    if (first.compute.engine != second.compute.engine) return "the engine";
    if (first.compute.instructionSet != second.compute.instructionSet) return "the instruction set";
    return {};
}

}  // namespace featurescope
