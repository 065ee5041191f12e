#include "core/lesson/lesson_place.h"

#include <algorithm>
#include <cmath>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {

void LessonPlace::refuse(const std::string& allowed) const {
    throw InputError(start() + " is " + shortJsonText(value_) + "; it must be " + allowed + ".");
}

void LessonPlace::complain(const std::string& problem) const {
    throw InputError(start() + " " + problem + ".");
}

std::string LessonPlace::inside(std::string_view key) const {
    return key_.empty() ? std::string(key) : key_ + "." + std::string(key);
}

void LessonPlace::requireKeys(const std::vector<std::string_view>& known) const {
    std::string names;
    for (const std::string_view name : known) names += (names.empty() ? "" : ", ") + std::string(name);
    if (!value_.is_object()) refuse("an object with the keys " + names);
    for (const auto& member : value_.items()) {
        if (std::ranges::find(known, member.key()) != known.end()) continue;
        throw InputError(document_ + ": " + inside(member.key()) + " is not a known key; known here are " +
                         names + ".");
    }
}

LessonPlace LessonPlace::at(std::string_view key) const {
    const auto found = value_.find(std::string(key));
    if (found == value_.end()) throw InputError(document_ + ": " + inside(key) + " is missing.");
    return {*found, document_, inside(key)};
}

std::optional<LessonPlace> LessonPlace::optional(std::string_view key) const {
    if (!has(key)) return std::nullopt;
    return at(key);
}

std::vector<std::pair<std::string, LessonPlace>> LessonPlace::members() const {
    if (!value_.is_object()) refuse("an object");
    std::vector<std::pair<std::string, LessonPlace>> places;
    for (const auto& member : value_.items())
        places.emplace_back(member.key(), LessonPlace(member.value(), document_, inside(member.key())));
    return places;
}

std::vector<LessonPlace> LessonPlace::entries() const {
    if (!value_.is_array()) refuse("a list");
    std::vector<LessonPlace> places;
    for (std::size_t i = 0; i < value_.size(); ++i)
        places.emplace_back(value_[i], document_,
                            key_ + "[" + numberText(static_cast<std::int64_t>(i)) + "]");
    return places;
}

std::string LessonPlace::text() const {
    if (!value_.is_string()) refuse("text in quotation marks");
    return value_.get<std::string>();
}

std::string LessonPlace::words() const {
    if (!value_.is_string() || value_.get_ref<const std::string&>().empty())
        refuse("text in quotation marks that is not empty");
    return value_.get<std::string>();
}

bool LessonPlace::flag() const {
    if (!value_.is_boolean()) refuse("true or false");
    return value_.get<bool>();
}

std::int64_t LessonPlace::whole(std::int64_t most) const {
    const double value = value_.is_number() ? value_.get<double>() : -1;
    if (!(value >= 0) || value != std::trunc(value) || value > static_cast<double>(most))
        refuse("a whole number from 0 to " + numberText(most));
    return static_cast<std::int64_t>(value);
}

double LessonPlace::number(double least) const {
    const bool isNumber = value_.is_number() && std::isfinite(value_.get<double>());
    if (!isNumber || value_.get<double>() < least) {
        const bool isFree = least == std::numeric_limits<double>::lowest();
        refuse(isFree ? "a number" : "a number of " + numberText(least) + " or more");
    }
    return value_.get<double>();
}

std::vector<std::string> LessonPlace::names(bool (*isAllowed)(std::string_view),
                                            const std::string& allowed) const {
    std::vector<std::string> names;
    for (const LessonPlace& entry : entries()) {
        if (!entry.value().is_string() || !isAllowed(entry.text())) entry.refuse(allowed);
        if (std::ranges::find(names, entry.text()) != names.end()) entry.complain("stands there twice");
        names.push_back(entry.text());
    }
    return names;
}

}  // namespace featurescope
