#include "core/spec/setting_assignments.h"

#include <map>

#include "core/spec/data_kinds.h"
#include "core/spec/scenario_table.h"
#include "core/spec/sections.h"
#include "core/spec/setting_json.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

/// Text of every setting as `--set` takes it, by its dotted path.
std::vector<std::pair<std::string, std::string>> settingsOf(const ExperimentSpec& spec) {
    std::vector<std::pair<std::string, std::string>> settings;
    visitSections(spec, [&](std::string_view section, const auto& group) {
        visitFields(group, [&](const Field& field, const auto& value) {
            const Json json = settingJson(value);
            settings.emplace_back(std::string(section) + '.' + std::string(field.key),
                                  json.is_string() ? json.get<std::string>() : jsonText(json, false));
        });
    });
    return settings;
}

}  // namespace

std::vector<std::string> assignmentsBetween(const ExperimentSpec& from, const ExperimentSpec& to) {
    std::vector<std::string> assignments;
    ExperimentSpec start = from;
    if (kindNameOf(from.data) != kindNameOf(to.data)) {
        assignments.push_back("data.kind=" + std::string(kindNameOf(to.data)));
        start = withSetting(from, assignments.back());
    }
    const auto before = settingsOf(start);
    const std::map<std::string, std::string> known(before.begin(), before.end());
    for (const auto& [path, text] : settingsOf(to)) {
        const auto old = known.find(path);
        if (old == known.end() || old->second != text) assignments.push_back(path + '=' + text);
    }
    return assignments;
}

ScenarioOrigin originOf(const ExperimentSpec& spec) {
    ScenarioOrigin nearest;
    bool isFirst = true;
    for (const Scenario& scenario : scenarios()) {
        std::vector<std::string> assignments = assignmentsBetween(scenario.spec, spec);
        const bool isNamesake = !spec.title.empty() && scenario.spec.title == spec.title;
        if (isNamesake) return {scenario.name, std::move(assignments)};
        if (!isFirst && assignments.size() >= nearest.assignments.size()) continue;
        isFirst = false;
        nearest = {scenario.name, std::move(assignments)};
    }
    return nearest;
}

}  // namespace featurescope
