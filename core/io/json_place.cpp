#include "core/io/json_place.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace featurescope {

void JsonPlace::refuse(const std::string& allowed) const {
    throw InputError(start() + " is " + shortJsonText(value_) + "; it must be " + allowed + ".");
}

void JsonPlace::complain(const std::string& problem) const {
    throw InputError(start() + " " + problem + ".");
}

std::string JsonPlace::inside(std::string_view key) const {
    return key_.empty() ? std::string(key) : key_ + "." + std::string(key);
}

void JsonPlace::requireFormat(std::string_view format, std::int64_t version) const {
    if (!value_.is_object()) refuse("an object with the keys format, version and others");
    const JsonPlace named = at("format"), numbered = at("version");
    if (named.value() != format) named.refuse('"' + std::string(format) + '"');
    if (numbered.value() != version)
        numbered.refuse(numberText(version) + "; a larger one is that of a newer Featurescope");
}

void JsonPlace::requireKeys(const std::vector<std::string_view>& known) const {
    std::string names;
    for (const std::string_view name : known) names += (names.empty() ? "" : ", ") + std::string(name);
    if (!value_.is_object()) refuse("an object with the keys " + names);
    for (const auto& member : value_.items()) {
        if (std::ranges::find(known, member.key()) != known.end()) continue;
        throw InputError(document_ + ": " + inside(member.key()) + " is not a known key; known here are " +
                         names + ".");
    }
}

JsonPlace JsonPlace::at(std::string_view key) const {
    const auto found = value_.find(std::string(key));
    if (found == value_.end()) throw InputError(document_ + ": " + inside(key) + " is missing.");
    return {*found, document_, inside(key)};
}

std::optional<JsonPlace> JsonPlace::optional(std::string_view key) const {
    if (!has(key)) return std::nullopt;
    return at(key);
}

std::vector<std::pair<std::string, JsonPlace>> JsonPlace::members() const {
    if (!value_.is_object()) refuse("an object");
    std::vector<std::pair<std::string, JsonPlace>> places;
    for (const auto& member : value_.items())
        places.emplace_back(member.key(), JsonPlace(member.value(), document_, inside(member.key())));
    return places;
}

std::vector<JsonPlace> JsonPlace::entries() const {
    if (!value_.is_array()) refuse("a list");
    std::vector<JsonPlace> places;
    for (std::size_t i = 0; i < value_.size(); ++i)
        places.emplace_back(value_[i], document_,
                            key_ + "[" + numberText(static_cast<std::int64_t>(i)) + "]");
    return places;
}

std::string JsonPlace::text() const {
    if (!value_.is_string()) refuse("text in quotation marks");
    return value_.get<std::string>();
}

std::string JsonPlace::words() const {
    if (!value_.is_string() || value_.get_ref<const std::string&>().empty())
        refuse("text in quotation marks that is not empty");
    return value_.get<std::string>();
}

bool JsonPlace::flag() const {
    if (!value_.is_boolean()) refuse("true or false");
    return value_.get<bool>();
}

std::int64_t JsonPlace::whole(std::int64_t least, std::int64_t most) const {
    const double value = value_.is_number() ? value_.get<double>() : static_cast<double>(least) - 1;
    if (!(value >= static_cast<double>(least) && value <= static_cast<double>(most)) ||
        value != std::trunc(value))
        refuse("a whole number from " + numberText(least) + " to " + numberText(most));
    return static_cast<std::int64_t>(value);
}

double JsonPlace::number(double least) const {
    const bool isNumber = value_.is_number() && std::isfinite(value_.get<double>());
    if (!isNumber || value_.get<double>() < least) {
        const bool isFree = least == std::numeric_limits<double>::lowest();
        refuse(isFree ? "a number" : "a number of " + numberText(least) + " or more");
    }
    return value_.get<double>();
}

double JsonPlace::positive() const {
    const double value = number();
    if (!(value > 0)) refuse("a number larger than 0");
    return value;
}

std::vector<std::string> JsonPlace::texts() const {
    std::vector<std::string> texts;
    for (const JsonPlace& entry : entries()) texts.push_back(entry.text());
    return texts;
}

std::vector<double> JsonPlace::numbers() const {
    std::vector<double> numbers;
    for (const JsonPlace& entry : entries()) numbers.push_back(entry.number());
    return numbers;
}

std::vector<std::string> JsonPlace::names(bool (*isAllowed)(std::string_view),
                                          const std::string& allowed) const {
    std::vector<std::string> names;
    for (const JsonPlace& entry : entries()) {
        if (!entry.value().is_string() || !isAllowed(entry.text())) entry.refuse(allowed);
        if (std::ranges::find(names, entry.text()) != names.end()) entry.complain("stands there twice");
        names.push_back(entry.text());
    }
    return names;
}

}  // namespace featurescope
