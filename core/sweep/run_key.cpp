#include "core/sweep/run_key.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/spec/spec_reader.h"

namespace featurescope {
namespace {

std::string canonicalText(const Json& value) {
    if (value.is_array()) {
        std::string text = "[";
        for (const Json& entry : value) text += (text.size() > 1 ? "," : "") + canonicalText(entry);
        return text + "]";
    }
    if (!value.is_object()) return jsonText(value, false);
    std::vector<std::string> keys;
    for (const auto& member : value.items()) keys.push_back(member.key());
    std::sort(keys.begin(), keys.end());
    std::string text = "{";
    for (const std::string& key : keys)
        text += (text.size() > 1 ? "," : "") + jsonText(key, false) + ":" + canonicalText(value.at(key));
    return text + "}";
}

}  // namespace

std::string canonicalRunText(const ExperimentSpec& spec) {
    const Json all = valueFromSpec(spec, OptionalKeys::changed);
    Json run = Json::object();
    for (const char* part : {"data", "network", "training", "seeds"}) run[part] = all.at(part);
    return canonicalText(run);
}

std::string runKey(const ExperimentSpec& spec) {
    constexpr std::size_t kDigits = 24;
    const std::string text = canonicalRunText(spec);
    return sha256Hex(std::as_bytes(std::span(text))).substr(0, kDigits);
}

}  // namespace featurescope
