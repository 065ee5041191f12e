#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/json.h"

namespace featurescope {

/// One value of a lesson file, and where it stands: what is wrong with it is said with file, page and key.
class LessonPlace {
  public:
    /// `document` and `key` start every message, as `FILE: page "start"` and `play.to`; the key of a whole
    /// document is empty. `value` must outlive the object.
    LessonPlace(const Json& value, std::string document, std::string key)
        : value_(value), document_(std::move(document)), key_(std::move(key)) {}

    const Json& value() const { return value_; }
    /// The same place, whose messages start differently.
    LessonPlace in(const std::string& document) const { return {value_, document, {}}; }

    /// InputError: what stands here is not `allowed`.
    [[noreturn]] void refuse(const std::string& allowed) const;
    /// InputError: the key, and what is wrong with it.
    [[noreturn]] void complain(const std::string& problem) const;

    /// InputError unless this is an object with no other keys than these.
    void requireKeys(const std::vector<std::string_view>& known) const;
    bool has(std::string_view key) const { return value_.contains(std::string(key)); }
    LessonPlace at(std::string_view key) const;
    std::optional<LessonPlace> optional(std::string_view key) const;
    /// The members of an object, each with its name.
    std::vector<std::pair<std::string, LessonPlace>> members() const;
    /// The entries of a list.
    std::vector<LessonPlace> entries() const;

    std::string text() const;
    /// Text that is not empty.
    std::string words() const;
    bool flag() const;
    std::int64_t whole(std::int64_t most = kMostSteps) const;
    double number(double least = std::numeric_limits<double>::lowest()) const;
    /// A list of texts, each one `allowed`.
    std::vector<std::string> names(bool (*isAllowed)(std::string_view), const std::string& allowed) const;

    static constexpr std::int64_t kMostSteps = 9007199254740991;

  private:
    std::string start() const { return key_.empty() ? document_ + ": it" : document_ + ": " + key_; }
    std::string inside(std::string_view key) const;

    const Json& value_;
    std::string document_, key_;
};

}  // namespace featurescope
