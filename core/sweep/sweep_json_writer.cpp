#include "core/spec/spec_reader.h"
#include "core/sweep/sweep_json.h"

namespace featurescope {
namespace {

Json jsonOf(const SweepBase& base) {
    Json value = Json::object();
    if (base.spec)
        value["spec"] = valueFromSpec(*base.spec, OptionalKeys::changed);
    else
        value["scenario"] = base.scenario;
    if (base.settings.empty()) return value;
    Json& settings = value["set"] = Json::object();
    for (const auto& [key, text] : base.settings) settings[key] = parseJson(text, "base.set", key);
    return value;
}

Json jsonOf(const SweepAxis& axis) {
    Json value = Json::object();
    value[axis.key.empty() ? "symbol" : "key"] = axis.name();
    if (axis.scale == SweepAxis::Scale::list)
        value["values"] = axis.values;
    else
        value[axis.scale == SweepAxis::Scale::log ? "log" : "linear"] =
            Json::array({axis.first, axis.last, axis.count});
    return value;
}

Json jsonOf(const TiedSetting& tied) {
    Json value = Json::object();
    value["key"] = tied.key;
    value["factor"] = tied.factor;
    Json& powers = value["powers"] = Json::object();
    for (const auto& [key, exponent] : tied.powers) powers[key] = exponent;
    return value;
}

Json jsonOf(const SweepSeeds& seeds) {
    Json value = Json::object();
    value["count"] = seeds.count;
    value["first"] = seeds.first;
    value["streams"] = seeds.streams;
    return value;
}

Json jsonOf(const RecordingSchedule& record) {
    if (!record.singleSteps().empty()) return record.singleSteps();
    return record.isEndsOnly() ? "last" : "log";
}

Json jsonOf(const SweepCompute& compute) {
    Json value = Json::object();
    value["isa"] = std::string(nameOf(compute.instructionSet));
    value["engine"] = std::string(nameOf(compute.engine));
    if (compute.secondsPerRun) value["seconds_per_run"] = *compute.secondsPerRun;
    return value;
}

std::string nameOfMetric(Observable metric) {
    return std::string(observables()[static_cast<std::size_t>(metric)].id);
}

Json jsonOf(const SweepRefinement& refine) {
    Json value = Json::object();
    value["metric"] = nameOfMetric(refine.metric);
    value["step"] = refine.step;
    if (refine.level) value["level"] = *refine.level;
    if (refine.contrast) value["contrast"] = *refine.contrast;
    value["start"] = refine.start;
    return value;
}

void add(const CellValue& cell, Json& value) {
    value["metric"] = nameOfMetric(cell.metric);
    value["step"] = cell.step;
    value["statistic"] = std::string(nameOf(cell.statistic));
    if (cell.statistic == SeedStatistic::shareBelow) value["threshold"] = cell.threshold;
}

Json jsonOf(const SweepView& view) {
    Json value = Json::object();
    add(view.value, value);
    if (view.range) value["range"] = Json::array({view.range->first, view.range->second});
    if (!view.lines.empty()) value["lines"] = view.lines;
    return value;
}

Json jsonOf(const SweepClaim& claim, bool hasY) {
    Json value = Json::object();
    value["x"] = claim.x;
    if (hasY) value["y"] = claim.y;
    add(claim.value, value);
    value[claim.bound == Claim::Bound::atLeast ? "at_least" : "at_most"] = claim.limit;
    return value;
}

void addOptionalParts(const SweepSpec& sweep, Json& value) {
    if (sweep.refine) value["refine"] = jsonOf(*sweep.refine);
    if (sweep.view) value["view"] = jsonOf(*sweep.view);
    if (!sweep.theory.empty()) value["theory"] = sweep.theory;
    if (!sweep.watch.empty()) value["watch"] = sweep.watch;
    for (const SweepClaim& claim : sweep.claims)
        value["claims"].push_back(jsonOf(claim, sweep.y.has_value() || claim.y != 0));
    if (sweep.provenance) {
        Json& from = value["provenance"] = Json::object();
        from["program_version"] = sweep.provenance->programVersion;
        from["engine"] = sweep.provenance->engine;
        from["instruction_set"] = sweep.provenance->instructionSet;
    }
    if (!sweep.points) return;
    Json& points = value["points"] = Json::array();
    for (const GridPoint& point : *sweep.points) points.push_back(Json::array({point.x, point.y}));
}

}  // namespace

std::string sweepToJson(const SweepSpec& sweep) {
    Json value = Json::object();
    value["format"] = kSweepFormat;
    value["version"] = kSweepVersion;
    value["title"] = sweep.title;
    value["base"] = jsonOf(sweep.base);
    value["x"] = jsonOf(sweep.x);
    if (sweep.y) value["y"] = jsonOf(*sweep.y);
    for (const TiedSetting& tied : sweep.tied) value["tied"].push_back(jsonOf(tied));
    if (sweep.seeds) value["seeds"] = jsonOf(*sweep.seeds);
    value["record"] = jsonOf(sweep.record);
    value["compute"] = jsonOf(sweep.compute);
    addOptionalParts(sweep, value);
    return jsonText(value, true);
}

}  // namespace featurescope
