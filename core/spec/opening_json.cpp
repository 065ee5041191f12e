#include "core/spec/opening_json.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "core/spec/embedded_scenarios.h"

namespace featurescope {
namespace {

/// The panels of interface files; the window may lack one that another version has, and then leaves it out.
constexpr std::string_view kPanelIds[] = {
    "projection", "alignment-mu1", "alignment-mu2", "alignment-own", "ridge",      "errors",
    "loss",       "margins",       "neuron-plane",  "neuron-curves", "conditions", "spectrum",
    "baselines",  "target",        "rank",          "parts",         "kernel",     "features",
    "surrogate",  "pattern",       "phase-diagram"};
constexpr std::string_view kNumbered = "alignment-";  // and the number of a reference direction

std::string allowedPanelIds() {
    std::string text;
    for (const std::string_view id : kPanelIds) text += std::string(id) + ", ";
    return "the id of a panel: " + text + "or alignment- with the number of a direction";
}

void readPanelId(const ValueReader& reader, const std::string& path, const Json& found, std::string& id) {
    reader.read(path, {}, found, id);
    if (!isPanelId(id)) reader.refuse(path, found, allowedPanelIds());
}

OpeningSpeed readSpeed(const ValueReader& reader, const std::string& path, const Json& found) {
    if (found == "log") return {OpeningSpeed::Kind::logarithmic};
    if (found == "full") return {OpeningSpeed::Kind::full};
    if (!found.is_number() || !(found.get<double>() > 0))
        reader.refuse(path, found, "a number of steps per second larger than 0, \"log\" or \"full\"");
    return {OpeningSpeed::Kind::steady, found.get<double>()};
}

void readOptions(const ValueReader& reader, const std::string& path, const Json& found,
                 std::vector<OpeningOptions>& options) {
    if (!found.is_object()) reader.refuse(path, found, "an object with ids of panels as keys");
    for (const auto& [id, value] : found.items()) {
        OpeningOptions of;
        readPanelId(reader, path, id, of.panel);
        if (!value.is_object()) reader.refuse(ValueReader::inside(path, id), value, "an object");
        of.json = jsonText(value, false);
        options.push_back(std::move(of));
    }
}

ScenarioPresentation readPresentation(const ValueReader& reader, const std::string& path, const Json& found) {
    reader.requireKeys(found, path, path, {"layout", "panels", "speed", "time_axis", "options"});
    const auto keyed = [&](std::string_view key) { return ValueReader::inside(path, key); };
    ScenarioPresentation presentation;
    if (found.contains("layout")) {
        presentation.layout.emplace();
        reader.read(keyed("layout"), {}, found["layout"], *presentation.layout);
    }
    if (found.contains("panels")) {
        const Json& panels = found["panels"];
        reader.requireList(panels, keyed("panels"));
        for (std::size_t i = 0; i < panels.size(); ++i)
            readPanelId(reader, ValueReader::at(keyed("panels"), i), panels[i],
                        presentation.panels.emplace_back());
    }
    if (found.contains("speed")) presentation.speed = readSpeed(reader, keyed("speed"), found["speed"]);
    if (found.contains("time_axis")) {
        presentation.timeAxis.emplace();
        reader.read(keyed("time_axis"), {}, found["time_axis"], *presentation.timeAxis);
    }
    if (found.contains("options"))
        readOptions(reader, keyed("options"), found["options"], presentation.options);
    return presentation;
}

/// Whether a shipped scenario has that name. (Not asked of the table of scenarios, which is made by reading.)
bool isScenarioName(const std::string& name) {
    return std::ranges::any_of(embeddedScenarios(),
                               [&](const EmbeddedScenario& file) { return file.name == name; });
}

Comparison readComparison(const ValueReader& reader, const std::string& path, const Json& found) {
    reader.requireKeys(found, path, path, {"label", "scenario", "set"});
    Comparison comparison;
    reader.read(path + ".label", {}, reader.required(found, path, "label"), comparison.label);
    const bool named = found.contains("scenario");
    if (named == found.contains("set"))
        throw InputError(reader.name() + ": " + path + " must have either scenario or set.");
    if (named) {
        reader.read(path + ".scenario", {}, found["scenario"], comparison.scenario);
        if (!isScenarioName(comparison.scenario))
            reader.refuse(path + ".scenario", found["scenario"], "the name of a shipped scenario");
        return comparison;
    }
    const Json& set = found["set"];
    if (!set.is_object() || set.empty())
        reader.refuse(path + ".set", set, "an object with settings, such as {\"network.neurons\": 50}");
    for (const auto& [key, value] : set.items()) comparison.set.push_back({key, jsonText(value, false)});
    return comparison;
}

LandmarkRule readLandmark(const ValueReader& reader, const std::string& path, const Json& found) {
    reader.requireKeys(found, path, path, {"label", "metric", "at_least", "at_most"});
    LandmarkRule rule;
    reader.read(path + ".label", {}, reader.required(found, path, "label"), rule.label);
    reader.read(path + ".metric", {}, reader.required(found, path, "metric"), rule.metric);
    reader.readBound(found, path, rule.bound, rule.value);
    return rule;
}

/// Every element of the list called `key`, if there is one, as `readOne` gives it.
template <typename Element, typename ReadOne>
void readList(const ValueReader& reader, const Json& value, const char* key, std::vector<Element>& elements,
              ReadOne readOne) {
    if (!value.contains(key)) return;
    const Json& list = value[key];
    reader.requireList(list, key);
    for (std::size_t i = 0; i < list.size(); ++i)
        elements.push_back(readOne(reader, ValueReader::at(key, i), list[i]));
}

std::string readText(const ValueReader& reader, const std::string& path, const Json& found) {
    std::string text;
    reader.read(path, {}, found, text);
    return text;
}

Json jsonOf(const OpeningSpeed& speed) {
    if (speed.kind == OpeningSpeed::Kind::steady) return speed.stepsPerSecond;
    return speed.kind == OpeningSpeed::Kind::full ? "full" : "log";
}

Json jsonOf(const ScenarioPresentation& presentation) {
    Json value = Json::object();
    if (presentation.layout) value["layout"] = std::string(nameOf(*presentation.layout));
    if (!presentation.panels.empty()) value["panels"] = presentation.panels;
    if (presentation.speed) value["speed"] = jsonOf(*presentation.speed);
    if (presentation.timeAxis) value["time_axis"] = std::string(nameOf(*presentation.timeAxis));
    for (const OpeningOptions& options : presentation.options)
        value["options"][options.panel] = parseJson(options.json, "options");
    return value;
}

Json jsonOf(const std::vector<Comparison>& comparisons) {
    Json list = Json::array();
    for (const Comparison& comparison : comparisons) {
        Json entry{{"label", comparison.label}};
        if (!comparison.scenario.empty()) entry["scenario"] = comparison.scenario;
        for (const SettingChange& change : comparison.set)
            entry["set"][change.key] = parseJson(change.json, "set");
        list.push_back(std::move(entry));
    }
    return list;
}

Json jsonOf(const std::vector<LandmarkRule>& rules) {
    Json list = Json::array();
    for (const LandmarkRule& rule : rules)
        list.push_back(Json{
            {"label", rule.label}, {"metric", rule.metric}, {std::string(keyOf(rule.bound)), rule.value}});
    return list;
}

}  // namespace

bool isPanelId(std::string_view id) {
    if (std::ranges::find(kPanelIds, id) != std::end(kPanelIds)) return true;
    if (!id.starts_with(kNumbered)) return false;
    const std::string_view number = id.substr(kNumbered.size());
    const bool isDigits =
        std::ranges::all_of(number, [](char letter) { return letter >= '0' && letter <= '9'; });
    return !number.empty() && number.size() <= 9 && number.front() != '0' && isDigits;
}

ScenarioOpening readOpening(const ValueReader& reader, const Json& value) {
    ScenarioOpening opening;
    if (value.contains("group")) {
        opening.group.emplace();
        reader.read("group", {}, value["group"], *opening.group);
    }
    if (value.contains("presentation"))
        opening.presentation = readPresentation(reader, "presentation", value["presentation"]);
    readList(reader, value, "compare", opening.compare, readComparison);
    readList(reader, value, "landmarks", opening.landmarks, readLandmark);
    readList(reader, value, "columns", opening.columns, readText);
    return opening;
}

void addOpening(const ScenarioOpening& opening, OptionalKeys keys, Json& value) {
    const bool writesAll = keys == OptionalKeys::all;
    if (opening.group) value["group"] = std::string(nameOf(*opening.group));
    if (opening.presentation != ScenarioPresentation{}) value["presentation"] = jsonOf(opening.presentation);
    if (writesAll || !opening.compare.empty()) value["compare"] = jsonOf(opening.compare);
    if (writesAll || !opening.landmarks.empty()) value["landmarks"] = jsonOf(opening.landmarks);
    if (writesAll || !opening.columns.empty()) value["columns"] = opening.columns;
}

}  // namespace featurescope
