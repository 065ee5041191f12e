#include "core/sweep/sweep_json.h"

#include "core/io/atomic_file.h"
#include "core/io/json_place.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_reader.h"
#include "core/spec/value_reader.h"

namespace featurescope {
namespace {

Observable metricOf(const JsonPlace& place) {
    const JsonPlace metric = place.at("metric");
    const auto found = observableNamed(metric.text());
    if (!found) metric.refuse("a column of metrics.csv, such as \"test_error_clean\"");
    return *found;
}

SweepBase readBase(const JsonPlace& place) {
    place.requireKeys({"scenario", "spec", "set"});
    if (place.has("scenario") == place.has("spec")) place.complain("must have either scenario or spec");
    SweepBase base;
    if (const auto scenario = place.optional("scenario")) base.scenario = scenario->text();
    if (const auto spec = place.optional("spec")) base.spec = specFromValue(spec->value(), spec->start());
    if (const auto set = place.optional("set"))
        for (const auto& [key, value] : set->members())
            base.settings.emplace_back(key, jsonText(value.value(), false));
    return base;
}

void readSpacing(const JsonPlace& place, SweepAxis::Scale scale, SweepAxis& axis) {
    const std::vector<double> parts = place.numbers();
    const bool isWhole = parts.size() == 3 && parts[2] >= 1 && parts[2] <= static_cast<double>(kMostRuns) &&
                         parts[2] == static_cast<double>(static_cast<std::int64_t>(parts[2]));
    if (!isWhole) place.refuse("[first, last, count] with a count from 1 to 10000000");
    axis.scale = scale;
    axis.first = parts[0];
    axis.last = parts[1];
    axis.count = static_cast<std::int64_t>(parts[2]);
}

SweepAxis readAxis(const JsonPlace& place) {
    place.requireKeys({"key", "symbol", "log", "linear", "values"});
    if (place.has("key") == place.has("symbol")) place.complain("must have either key or symbol");
    if (place.has("log") + place.has("linear") + place.has("values") != 1)
        place.complain("must have one of log, linear and values");
    SweepAxis axis;
    if (const auto key = place.optional("key")) axis.key = key->words();
    if (const auto symbol = place.optional("symbol")) axis.symbol = symbol->words();
    if (const auto values = place.optional("values")) axis.values = values->numbers();
    if (const auto log = place.optional("log")) readSpacing(*log, SweepAxis::Scale::log, axis);
    if (const auto linear = place.optional("linear")) readSpacing(*linear, SweepAxis::Scale::linear, axis);
    return axis;
}

TiedSetting readTied(const JsonPlace& place) {
    place.requireKeys({"key", "factor", "powers"});
    TiedSetting tied;
    tied.key = place.at("key").text();
    if (const auto factor = place.optional("factor")) tied.factor = factor->number();
    for (const auto& [setting, exponent] : place.at("powers").members())
        tied.powers.emplace_back(setting, exponent.number());
    return tied;
}

SweepSeeds readSeeds(const JsonPlace& place) {
    place.requireKeys({"count", "first", "streams"});
    SweepSeeds seeds;
    seeds.count = place.at("count").whole(1, kMostRuns);
    if (const auto first = place.optional("first")) seeds.first = first->whole();
    seeds.streams = {"data", "labels", "weights", "test"};
    const auto isStream = [](std::string_view name) {
        return name == "data" || name == "labels" || name == "weights" || name == "test";
    };
    if (const auto streams = place.optional("streams"))
        seeds.streams = streams->names(isStream, R"("data", "labels", "weights" or "test")");
    return seeds;
}

RecordingSchedule readRecord(const JsonPlace& place) {
    if (place.value() == "log") return {};
    if (place.value() == "last") return RecordingSchedule::endsOnly();
    if (!place.value().is_array()) place.refuse(R"("log", "last" or a list of steps)");
    std::vector<std::int64_t> steps;
    for (const JsonPlace& step : place.entries()) steps.push_back(step.whole());
    return RecordingSchedule::endsOnly().with(steps);
}

SweepCompute readCompute(const JsonPlace& place) {
    place.requireKeys({"isa", "engine", "seconds_per_run"});
    SweepCompute compute;
    if (const auto isa = place.optional("isa")) compute.instructionSet = isa->kind<InstructionSet>();
    if (const auto engine = place.optional("engine")) compute.engine = engine->kind<Engine>();
    if (const auto seconds = place.optional("seconds_per_run")) compute.secondsPerRun = seconds->positive();
    return compute;
}

SweepRefinement readRefinement(const JsonPlace& place) {
    place.requireKeys({"metric", "step", "level", "contrast", "start"});
    if (place.has("level") == place.has("contrast")) place.complain("must have either level or contrast");
    SweepRefinement refine;
    refine.metric = metricOf(place);
    refine.step = place.at("step").whole();
    if (const auto level = place.optional("level")) refine.level = level->number();
    if (const auto contrast = place.optional("contrast")) refine.contrast = contrast->positive();
    if (const auto start = place.optional("start")) refine.start = start->whole(1, 1024);
    return refine;
}

CellValue cellValueOf(const JsonPlace& place) {
    CellValue value;
    value.metric = metricOf(place);
    value.step = place.at("step").whole();
    if (const auto statistic = place.optional("statistic"))
        value.statistic = statistic->kind<SeedStatistic>();
    const bool needsThreshold = value.statistic == SeedStatistic::shareBelow;
    if (needsThreshold != place.has("threshold"))
        place.complain("must have a threshold exactly when its statistic is \"share-below\"");
    if (needsThreshold) value.threshold = place.at("threshold").number();
    return value;
}

SweepView readView(const JsonPlace& place) {
    place.requireKeys({"metric", "step", "statistic", "threshold", "range", "lines"});
    SweepView view;
    view.value = cellValueOf(place);
    if (const auto range = place.optional("range")) {
        const std::vector<double> ends = range->numbers();
        if (ends.size() != 2 || !(ends[0] < ends[1])) range->refuse("[least, largest]");
        view.range = {ends[0], ends[1]};
    }
    if (const auto lines = place.optional("lines")) view.lines = lines->numbers();
    return view;
}

SweepClaim readClaim(const JsonPlace& place) {
    place.requireKeys({"x", "y", "metric", "step", "statistic", "threshold", "at_least", "at_most"});
    SweepClaim claim;
    claim.x = place.at("x").number();
    if (const auto y = place.optional("y")) claim.y = y->number();
    claim.value = cellValueOf(place);
    const bool isAtLeast = place.has("at_least");
    if (isAtLeast == place.has("at_most")) place.complain("must have either at_least or at_most");
    claim.bound = isAtLeast ? Claim::Bound::atLeast : Claim::Bound::atMost;
    claim.limit = place.at(keyOf(claim.bound)).number();
    return claim;
}

std::vector<GridPoint> readPoints(const JsonPlace& place) {
    std::vector<GridPoint> points;
    for (const JsonPlace& entry : place.entries()) {
        const std::vector<JsonPlace> positions = entry.entries();
        if (positions.size() != 2) entry.refuse("[position on x, position on y]");
        points.push_back({positions[0].whole(kMostRuns - 1), positions[1].whole(kMostRuns - 1)});
    }
    return points;
}

SweepProvenance readProvenance(const JsonPlace& place) {
    place.requireKeys({"program_version", "engine", "instruction_set"});
    return {place.at("program_version").text(), place.at("engine").text(),
            place.at("instruction_set").text()};
}

/// Reads the member with a function; nothing when it is not there.
template <typename Read>
auto optionally(const JsonPlace& place, std::string_view key, Read read) {
    std::optional<decltype(read(place))> value;
    if (const auto found = place.optional(key)) value = read(*found);
    return value;
}

template <typename Read>
auto listed(const JsonPlace& place, std::string_view key, Read read) {
    std::vector<decltype(read(place))> values;
    if (const auto list = place.optional(key))
        for (const JsonPlace& entry : list->entries()) values.push_back(read(entry));
    return values;
}

}  // namespace

SweepSpec sweepFromJson(std::string_view text, const std::string& name) {
    const Json document = parseJson(text, name);
    const JsonPlace file(document, name, {});
    // Of a newer sweep, that it is newer says more than which of its keys is unknown.
    file.requireFormat(kSweepFormat, kSweepVersion);
    file.requireKeys({"format", "version", "title", "base", "x", "y", "tied", "seeds", "record", "compute",
                      "refine", "view", "theory", "watch", "claims", "provenance", "points"});
    SweepSpec sweep;
    if (const auto title = file.optional("title")) sweep.title = title->text();
    sweep.base = readBase(file.at("base"));
    sweep.x = readAxis(file.at("x"));
    sweep.y = optionally(file, "y", readAxis);
    sweep.tied = listed(file, "tied", readTied);
    sweep.seeds = optionally(file, "seeds", readSeeds);
    if (const auto record = file.optional("record")) sweep.record = readRecord(*record);
    if (const auto compute = file.optional("compute")) sweep.compute = readCompute(*compute);
    sweep.refine = optionally(file, "refine", readRefinement);
    sweep.view = optionally(file, "view", readView);
    if (const auto theory = file.optional("theory")) sweep.theory = theory->texts();
    if (const auto watch = file.optional("watch")) sweep.watch = watch->text();
    sweep.claims = listed(file, "claims", readClaim);
    sweep.provenance = optionally(file, "provenance", readProvenance);
    sweep.points = optionally(file, "points", readPoints);
    return sweep;
}

SweepSpec readSweepFile(const std::filesystem::path& path) {
    constexpr std::uintmax_t kLargestSweep = std::uintmax_t{256} << 20;
    return sweepFromJson(readWholeFile(path, kLargestSweep), path.string());
}

}  // namespace featurescope
