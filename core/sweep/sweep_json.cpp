#include "core/sweep/sweep_json.h"

#include "core/base/field.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_reader.h"
#include "core/sweep/json_object.h"

namespace featurescope {
namespace {

constexpr auto kMostSteps = static_cast<std::int64_t>(kLargestExactInteger);

template <typename Kind>
Kind readKind(const JsonObject& object, std::string_view key) {
    const auto kind = kindNamed<Kind>(object.text(key));
    if (!kind) object.refuse(key, allowedNames<Kind>());
    return *kind;
}

Observable readMetric(const JsonObject& object) {
    const auto metric = observableNamed(object.text("metric"));
    if (!metric) object.refuse("metric", "a column of metrics.csv, such as \"test_error_clean\"");
    return *metric;
}

SweepBase readBase(const JsonObject& object) {
    SweepBase base;
    if (object.has("scenario") == object.has("spec"))
        throw InputError(object.document() + ": base must have either scenario or spec.");
    if (object.has("scenario")) base.scenario = object.text("scenario");
    if (object.has("spec"))
        base.spec = specFromValue(object.at("spec"), object.document() + ": " + object.pathOf("spec"));
    if (!object.has("set")) return base;
    if (!object.at("set").is_object()) object.refuse("set", "an object of settings");
    for (const auto& setting : object.at("set").items())
        base.settings.emplace_back(setting.key(), jsonText(setting.value(), false));
    return base;
}

void readSpacing(const JsonObject& object, std::string_view key, SweepAxis::Scale scale, SweepAxis& axis) {
    const std::vector<double> parts = object.numbers(key);
    const bool isWhole = parts.size() == 3 && parts[2] >= 1 && parts[2] <= static_cast<double>(kMostRuns) &&
                         parts[2] == static_cast<double>(static_cast<std::int64_t>(parts[2]));
    if (!isWhole) object.refuse(key, "[first, last, count] with a count from 1 to 10000000");
    axis.scale = scale;
    axis.first = parts[0];
    axis.last = parts[1];
    axis.count = static_cast<std::int64_t>(parts[2]);
}

SweepAxis readAxis(const JsonObject& object, const std::string& path) {
    SweepAxis axis;
    if (object.has("key") == object.has("symbol"))
        throw InputError(object.document() + ": " + path + " must have either key or symbol.");
    (object.has("key") ? axis.key : axis.symbol) = object.text(object.has("key") ? "key" : "symbol");
    if (axis.name().empty()) throw InputError(object.document() + ": " + path + " has an empty name.");
    if (object.has("log") + object.has("linear") + object.has("values") != 1)
        throw InputError(object.document() + ": " + path + " must have one of log, linear and values.");
    if (object.has("values"))
        axis.values = object.numbers("values");
    else if (object.has("log"))
        readSpacing(object, "log", SweepAxis::Scale::log, axis);
    else
        readSpacing(object, "linear", SweepAxis::Scale::linear, axis);
    return axis;
}

TiedSetting readTied(const JsonObject& object) {
    TiedSetting tied;
    tied.key = object.text("key");
    if (object.has("factor")) tied.factor = object.number("factor");
    if (!object.at("powers").is_object()) object.refuse("powers", "an object of settings and exponents");
    for (const auto& power : object.at("powers").items()) {
        if (!power.value().is_number()) object.refuse("powers", "an object of settings and exponents");
        tied.powers.emplace_back(power.key(), power.value().get<double>());
    }
    return tied;
}

SweepSeeds readSeeds(const JsonObject& object) {
    SweepSeeds seeds;
    seeds.count = object.integer("count", 1, kMostRuns);
    if (object.has("first")) seeds.first = object.integer("first", 0, kMostSteps);
    seeds.streams = {"data", "labels", "weights", "test"};
    if (object.has("streams")) seeds.streams = object.texts("streams");
    for (const std::string& stream : seeds.streams) {
        if (stream != "data" && stream != "labels" && stream != "weights" && stream != "test")
            object.refuse("streams", R"(a list of "data", "labels", "weights" and "test")");
    }
    return seeds;
}

RecordingSchedule readRecord(const JsonObject& sweep) {
    const Json& record = sweep.at("record");
    if (record == "log") return {};
    if (record == "last") return RecordingSchedule::endsOnly();
    const std::string allowed = R"("log", "last" or a list of steps)";
    if (!record.is_array()) sweep.refuse("record", allowed);
    std::vector<std::int64_t> steps;
    for (const double step : sweep.numbers("record")) {
        if (!(step >= 0 && step <= kLargestExactInteger) ||
            step != static_cast<double>(static_cast<std::int64_t>(step)))
            sweep.refuse("record", allowed);
        steps.push_back(static_cast<std::int64_t>(step));
    }
    return RecordingSchedule::endsOnly().with(steps);
}

SweepCompute readCompute(const JsonObject& object) {
    SweepCompute compute;
    if (object.has("isa")) compute.instructionSet = readKind<InstructionSet>(object, "isa");
    if (object.has("engine")) compute.engine = readKind<Engine>(object, "engine");
    if (object.has("seconds_per_run")) compute.secondsPerRun = object.positive("seconds_per_run");
    return compute;
}

SweepRefinement readRefinement(const JsonObject& object) {
    SweepRefinement refine;
    refine.metric = readMetric(object);
    refine.step = object.integer("step", 0, kMostSteps);
    if (object.has("level") == object.has("contrast"))
        throw InputError(object.document() + ": refine must have either level or contrast.");
    if (object.has("level"))
        refine.level = object.number("level");
    else
        refine.contrast = object.positive("contrast");
    if (object.has("start")) refine.start = object.integer("start", 1, 1024);
    return refine;
}

CellValue readCellValue(const JsonObject& object) {
    CellValue value;
    value.metric = readMetric(object);
    value.step = object.integer("step", 0, kMostSteps);
    if (object.has("statistic")) value.statistic = readKind<SeedStatistic>(object, "statistic");
    const bool needsThreshold = value.statistic == SeedStatistic::shareBelow;
    if (needsThreshold != object.has("threshold"))
        throw InputError(object.document() + ": " + object.pathOf("threshold") +
                         " must be there exactly when statistic is \"share-below\".");
    if (needsThreshold) value.threshold = object.number("threshold");
    return value;
}

SweepView readView(const JsonObject& object) {
    SweepView view;
    view.value = readCellValue(object);
    if (object.has("range")) {
        const std::vector<double> range = object.numbers("range");
        if (range.size() != 2 || !(range[0] < range[1])) object.refuse("range", "[least, largest]");
        view.range = {range[0], range[1]};
    }
    if (object.has("lines")) view.lines = object.numbers("lines");
    return view;
}

SweepClaim readClaim(const JsonObject& object) {
    SweepClaim claim;
    claim.x = object.number("x");
    if (object.has("y")) claim.y = object.number("y");
    claim.value = readCellValue(object);
    const bool atLeast = object.has("at_least");
    if (atLeast == object.has("at_most"))
        throw InputError(object.document() + ": " + object.pathOf("at_least") +
                         ": there must be either at_least or at_most.");
    claim.bound = atLeast ? Claim::Bound::atLeast : Claim::Bound::atMost;
    claim.limit = object.number(atLeast ? "at_least" : "at_most");
    return claim;
}

std::vector<GridPoint> readPoints(const JsonObject& sweep) {
    std::vector<GridPoint> points;
    const std::string allowed = "a list of [position on x, position on y]";
    for (const Json& entry : sweep.list("points")) {
        if (!entry.is_array() || entry.size() != 2) sweep.refuse("points", allowed);
        for (const Json& position : entry) {
            const bool isPosition = position.is_number_integer() && position.get<double>() >= 0 &&
                                    position.get<double>() < static_cast<double>(kMostRuns);
            if (!isPosition) sweep.refuse("points", allowed);
        }
        points.push_back({entry[0].get<std::int64_t>(), entry[1].get<std::int64_t>()});
    }
    return points;
}

void requireFormat(const Json& value, const std::string& name) {
    const auto found = [&](const char* key) {
        const auto member = value.find(key);
        if (member == value.end()) throw InputError(name + ": " + key + " is missing.");
        return *member;
    };
    if (found("format") != kSweepFormat)
        throw InputError(name + ": format is " + shortJsonText(found("format")) +
                         "; it must be \"featurescope-sweep\".");
    if (found("version") != kSweepVersion)
        throw InputError(name + ": version is " + shortJsonText(found("version")) +
                         "; it must be 1; a larger one is that of a newer Featurescope.");
}

}  // namespace

SweepSpec sweepFromJson(std::string_view text, const std::string& name) {
    const Json value = parseJson(text, name);
    // Of a newer sweep, that it is newer says more than which of its keys is unknown.
    if (value.is_object()) requireFormat(value, name);
    const JsonObject object(
        value, name, "",
        {"format", "version", "title", "base", "x", "y", "tied", "seeds", "record", "compute", "refine",
         "view", "theory", "watch", "claims", "provenance", "points"});
    const auto axis = [&](const char* key) {
        return readAxis(object.object(key, {"key", "symbol", "log", "linear", "values"}), key);
    };
    SweepSpec sweep;
    if (object.has("title")) sweep.title = object.text("title");
    sweep.base = readBase(object.object("base", {"scenario", "spec", "set"}));
    sweep.x = axis("x");
    if (object.has("y")) sweep.y = axis("y");
    if (object.has("tied"))
        for (const JsonObject& tied : object.objects("tied", {"key", "factor", "powers"}))
            sweep.tied.push_back(readTied(tied));
    if (object.has("seeds")) sweep.seeds = readSeeds(object.object("seeds", {"count", "first", "streams"}));
    if (object.has("record")) sweep.record = readRecord(object);
    if (object.has("compute"))
        sweep.compute = readCompute(object.object("compute", {"isa", "engine", "seconds_per_run"}));
    if (object.has("refine"))
        sweep.refine =
            readRefinement(object.object("refine", {"metric", "step", "level", "contrast", "start"}));
    if (object.has("view"))
        sweep.view =
            readView(object.object("view", {"metric", "step", "statistic", "threshold", "range", "lines"}));
    if (object.has("theory")) sweep.theory = object.texts("theory");
    if (object.has("watch")) sweep.watch = object.text("watch");
    if (object.has("claims"))
        for (const JsonObject& claim : object.objects(
                 "claims", {"x", "y", "metric", "step", "statistic", "threshold", "at_least", "at_most"}))
            sweep.claims.push_back(readClaim(claim));
    if (object.has("provenance")) {
        const JsonObject from = object.object("provenance", {"program_version", "engine", "instruction_set"});
        sweep.provenance = {from.text("program_version"), from.text("engine"), from.text("instruction_set")};
    }
    if (object.has("points")) sweep.points = readPoints(object);
    return sweep;
}

SweepSpec readSweepFile(const std::filesystem::path& path) {
    constexpr std::uintmax_t kLargestSweep = std::uintmax_t{256} << 20;
    return sweepFromJson(readWholeFile(path, kLargestSweep), path.string());
}

}  // namespace featurescope
