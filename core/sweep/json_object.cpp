#include "core/sweep/json_object.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/field.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

std::string entryPath(const std::string& path, std::size_t index) {
    return path + "[" + numberText(static_cast<std::int64_t>(index)) + "]";
}

}  // namespace

JsonObject::JsonObject(const Json& value, std::string document, std::string path,
                       std::initializer_list<std::string_view> known)
    : value_(value), document_(std::move(document)), path_(std::move(path)) {
    std::string names;
    for (const std::string_view name : known) names += (names.empty() ? "" : ", ") + std::string(name);
    const std::string place = path_.empty() ? "the sweep" : path_;
    if (!value_.is_object()) refuse(place, value_, "an object with the keys " + names);
    for (const auto& member : value_.items()) {
        if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
        throw InputError(document_ + ": " + pathOf(member.key()) + " is not a known key; " + place +
                         " may have " + names + ".");
    }
}

std::string JsonObject::pathOf(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void JsonObject::refuse(std::string_view key, const std::string& allowed) const {
    refuse(pathOf(key), at(key), allowed);
}

void JsonObject::refuse(const std::string& path, const Json& found, const std::string& allowed) const {
    throw InputError(document_ + ": " + path + " is " + shortJsonText(found) + "; it must be " + allowed +
                     ".");
}

const Json& JsonObject::at(std::string_view key) const {
    const auto found = value_.find(std::string(key));
    if (found == value_.end()) throw InputError(document_ + ": " + pathOf(key) + " is missing.");
    return *found;
}

std::string JsonObject::text(std::string_view key) const {
    if (!at(key).is_string()) refuse(key, "text in quotation marks");
    return at(key).get<std::string>();
}

double JsonObject::number(const Json& value, const std::string& path) const {
    if (!value.is_number() || !std::isfinite(value.get<double>())) refuse(path, value, "a number");
    return value.get<double>();
}

double JsonObject::positive(std::string_view key) const {
    const double value = number(key);
    if (!(value > 0)) refuse(key, "a number larger than 0");
    return value;
}

std::int64_t JsonObject::integer(std::string_view key, std::int64_t least, std::int64_t most) const {
    const std::string allowed = "an integer from " + numberText(least) + " to " + numberText(most);
    if (!at(key).is_number()) refuse(key, allowed);
    const double value = at(key).get<double>();
    if (!(value >= static_cast<double>(least) && value <= static_cast<double>(most)) ||
        value != std::trunc(value))
        refuse(key, allowed);
    return static_cast<std::int64_t>(value);
}

const Json& JsonObject::list(std::string_view key) const {
    if (!at(key).is_array()) refuse(key, "a list");
    return at(key);
}

std::vector<std::string> JsonObject::texts(std::string_view key) const {
    std::vector<std::string> texts;
    for (const Json& entry : list(key)) {
        if (!entry.is_string()) refuse(entryPath(pathOf(key), texts.size()), entry, "text");
        texts.push_back(entry.get<std::string>());
    }
    return texts;
}

std::vector<double> JsonObject::numbers(std::string_view key) const {
    std::vector<double> numbers;
    for (const Json& entry : list(key))
        numbers.push_back(number(entry, entryPath(pathOf(key), numbers.size())));
    return numbers;
}

JsonObject JsonObject::object(std::string_view key, std::initializer_list<std::string_view> known) const {
    return {at(key), document_, pathOf(key), known};
}

std::vector<JsonObject> JsonObject::objects(std::string_view key,
                                            std::initializer_list<std::string_view> known) const {
    std::vector<JsonObject> objects;
    for (const Json& entry : list(key))
        objects.emplace_back(entry, document_, entryPath(pathOf(key), objects.size()), known);
    return objects;
}

}  // namespace featurescope
