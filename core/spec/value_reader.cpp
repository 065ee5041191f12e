#include "core/spec/value_reader.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "core/spec/setting_range.h"

namespace featurescope {
namespace {

std::string joined(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

}  // namespace

void ValueReader::refuse(const std::string& key, const Json& found, const std::string& allowed) const {
    std::string text = jsonText(found, false);
    if (text.size() > 60) text = text.substr(0, 60) + "...";
    throw InputError(name_ + ": " + key + " is " + text + "; it must be " + allowed + ".");
}

void ValueReader::requireKeys(const Json& object, const std::string& path, const std::string& whose,
                              const std::vector<std::string_view>& known) const {
    const std::string place = path.empty() ? "the spec" : path;
    if (!object.is_object()) refuse(place, object, "an object with the keys " + joined(known));
    for (const auto& member : object.items()) {
        if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
        throw InputError(name_ + ": " + inside(path, member.key()) + " is not a known key; " + whose +
                         " may have " + joined(known) + ".");
    }
}

const Json& ValueReader::required(const Json& object, const std::string& path, std::string_view key) const {
    const auto found = object.find(std::string(key));
    if (found == object.end()) throw InputError(name_ + ": " + inside(path, key) + " is missing.");
    return *found;
}

void ValueReader::requireList(const Json& found, const std::string& path) const {
    if (!found.is_array()) refuse(path, found, "a list");
}

void ValueReader::read(const std::string& key, const Field& field, const Json& found,
                       std::int64_t& value) const {
    const std::optional<std::int64_t> integer = integerIn(found);
    if (!integer || !isInRange(field, *integer)) refuse(key, found, allowedInteger(field));
    value = *integer;
}

void ValueReader::read(const std::string& key, const Field& field, const Json& found, double& value) const {
    if (!found.is_number() || !isInRange(field, found.get<double>()))
        refuse(key, found, allowedNumber(field));
    value = found.get<double>();
}

void ValueReader::read(const std::string& key, const Field&, const Json& found, bool& value) const {
    if (!found.is_boolean()) refuse(key, found, "true or false");
    value = found.get<bool>();
}

void ValueReader::read(const std::string& key, const Field&, const Json& found, std::string& value) const {
    if (!found.is_string()) refuse(key, found, "text in quotation marks");
    value = found.get<std::string>();
}

void ValueReader::read(const std::string& key, const Field&, const Json& found,
                       std::vector<StepSizeChange>& value) const {
    if (!found.is_array()) refuse(key, found, "a list of [step, step size]");
    value.clear();
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::string entry = at(key, i);
        if (!found[i].is_array() || found[i].size() != 2) refuse(entry, found[i], "[step, step size]");
        StepSizeChange change;
        read(entry + "[0]", kCount, found[i][0], change.step);
        read(entry + "[1]", Field{.key = "", .label = "", .symbol = "", .help = ""}, found[i][1],
             change.stepSize);
        value.push_back(change);
    }
}

void ValueReader::readBound(const Json& object, const std::string& path, Bound& bound, double& value) const {
    const bool atLeast = object.contains("at_least");
    if (atLeast == object.contains("at_most"))
        throw InputError(name_ + ": " + path + " must have either at_least or at_most.");
    bound = atLeast ? Bound::atLeast : Bound::atMost;
    Field anyNumber{};
    anyNumber.minimum = std::numeric_limits<double>::lowest();
    read(inside(path, keyOf(bound)), anyNumber, object[std::string(keyOf(bound))], value);
}

std::optional<std::int64_t> ValueReader::integerIn(const Json& found) {
    if (!found.is_number()) return std::nullopt;
    const double value = found.get<double>();
    if (value != std::trunc(value) || std::abs(value) > kLargestExactInteger) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

std::string ValueReader::inside(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

std::string ValueReader::at(const std::string& path, std::size_t index) {
    return path + "[" + numberText(static_cast<std::int64_t>(index)) + "]";
}

}  // namespace featurescope
