#include "core/spec/spec_json.h"

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/spec/data_kinds.h"
#include "core/spec/spec_reader.h"
#include "core/spec/spec_validation.h"
#include "core/spec/value_reader.h"

namespace featurescope {
namespace {

/// The member of `object` called `key`; InputError listing the names when there is none.
Json& memberNamed(Json& object, std::string_view key, const std::string& wholeKey, const std::string& where) {
    const auto found = object.find(std::string(key));
    if (found != object.end()) return *found;
    std::string names;
    for (const auto& member : object.items()) names += (names.empty() ? "" : ", ") + member.key();
    throw InputError("--set: " + wholeKey + " is not a known key; known " + where + " are " + names + ".");
}

/// The text as JSON where it is JSON, else as a string, so that people need not type quotation marks.
Json valueTyped(const std::string& key, std::string_view text, const Json& old) {
    try {
        Json value = parseJson(text, "--set", key);
        if (value.is_string() || !old.is_string()) return value;
    } catch (const JsonSyntaxError&) {
    }
    Json value = std::string(text);
    try {
        value.dump();
    } catch (const Json::type_error&) {
        throw InputError("--set: the value of " + key + " is not UTF-8 text.");
    }
    return value;
}

/// The spec with another kind of data.
ExperimentSpec ofKind(const ExperimentSpec& spec, const Json& name) {
    const DataSource* const kind =
        name.is_string() ? dataKindNamed(name.get_ref<const std::string&>()) : nullptr;
    if (!kind) {
        throw InputError("--set: data.kind is " + shortJsonText(name) + "; it must be " + allowedDataKinds() +
                         ".");
    }
    if (kindNameOf(*kind) == kindNameOf(spec.data)) return spec;
    if (!isDrawn(*kind)) {
        throw InputError("--set: data.kind cannot be set to " + shortJsonText(name) +
                         ", because a spec names such data by what is in them; give the file itself "
                         "instead, with --data FILE.npz or by opening it in the window.");
    }
    ExperimentSpec result = spec;
    result.data = withDataKind(spec.data, *kind);
    return result;
}

/// What a spec is to be compared with must be a spec.
void requireComparable(const ExperimentSpec& spec) {
    for (std::size_t i = 0; i < spec.opening.compare.size(); ++i) {
        try {
            requireValid(withChanges(spec, spec.opening.compare[i].set));
        } catch (const InputError& error) {
            throw InputError(ValueReader::at("compare", i) + ".set: " + error.what());
        }
    }
}

}  // namespace

ExperimentSpec specFromJson(std::string_view text, const std::string& name) {
    ExperimentSpec spec = specFromValue(parseJson(text, name), name);
    try {
        requireValid(spec);
        requireComparable(spec);
    } catch (const InputError& problems) {
        throw InputError(name + ": " + problems.what());
    }
    return spec;
}

std::string specToJson(const ExperimentSpec& spec, OptionalKeys keys) {
    return jsonText(valueFromSpec(spec, keys), true);
}

std::string specToCompactJson(const ExperimentSpec& spec) {
    return jsonText(valueFromSpec(spec, OptionalKeys::changed), false);
}

ExperimentSpec readSpecFile(const std::filesystem::path& path) {
    constexpr std::uintmax_t kLargestSpec = std::uintmax_t{16} << 20;
    return specFromJson(readWholeFile(path, kLargestSpec), path.string());
}

ExperimentSpec withSetting(const ExperimentSpec& spec, std::string_view assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        throw InputError("--set: \"" + std::string(assignment) +
                         "\" is no assignment; it must be KEY=VALUE, such as "
                         "data.dimension=20.");
    }
    const std::string key(assignment.substr(0, equals));
    const std::size_t dot = key.find('.');
    Json document = valueFromSpec(spec, OptionalKeys::all);
    Json& group = memberNamed(document, std::string_view(key).substr(0, dot), key, "here");
    if (dot == std::string::npos && group.is_object()) {
        throw InputError("--set: " + key + " is a group of settings; set one of them, such as " + key + "." +
                         group.begin().key() + ".");
    }
    if (dot != std::string::npos && !group.is_object())
        throw InputError("--set: " + key + " is not a known key.");
    const bool isData = key.starts_with("data.");
    const std::string where =
        isData ? "with data.kind \"" + std::string(kindNameOf(spec.data)) + '"' : "here";
    Json& target = dot == std::string::npos
                       ? group
                       : memberNamed(group, std::string_view(key).substr(dot + 1), key, where);
    Json value = valueTyped(key, assignment.substr(equals + 1), target);
    if (key == "data.kind") return ofKind(spec, value);
    target = std::move(value);
    return specFromValue(document, "--set");
}

ExperimentSpec withChanges(const ExperimentSpec& spec, const std::vector<SettingChange>& changes) {
    ExperimentSpec result = spec;
    for (const SettingChange& change : changes) result = withSetting(result, change.key + "=" + change.json);
    return result;
}

}  // namespace featurescope
