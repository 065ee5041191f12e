#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/name_table.h"
#include "core/io/json.h"

namespace featurescope {

/// One value of a JSON document, and where it stands: what is wrong with it is said with document and key.
class JsonPlace {
  public:
    /// `document` and `key` start every message, as `FILE: page "start"` and `play.to`; the key of a whole
    /// document is empty. `value` must outlive the object.
    JsonPlace(const Json& value, std::string document, std::string key)
        : value_(value), document_(std::move(document)), key_(std::move(key)) {}

    const Json& value() const { return value_; }
    /// The same place, whose messages start differently.
    JsonPlace in(const std::string& document) const { return {value_, document, {}}; }

    /// What messages start with: `FILE: play.to`.
    std::string start() const { return key_.empty() ? document_ + ": it" : document_ + ": " + key_; }
    /// InputError: what stands here is not `allowed`.
    [[noreturn]] void refuse(const std::string& allowed) const;
    /// InputError: the key, and what is wrong with it.
    [[noreturn]] void complain(const std::string& problem) const;

    /// InputError unless this is an object that says to be of this format and version.
    void requireFormat(std::string_view format, std::int64_t version) const;
    /// InputError unless this is an object with no other keys than these.
    void requireKeys(const std::vector<std::string_view>& known) const;
    bool has(std::string_view key) const { return value_.contains(std::string(key)); }
    JsonPlace at(std::string_view key) const;
    std::optional<JsonPlace> optional(std::string_view key) const;
    /// The members of an object, each with its name.
    std::vector<std::pair<std::string, JsonPlace>> members() const;
    /// The entries of a list.
    std::vector<JsonPlace> entries() const;

    std::string text() const;
    /// Text that is not empty.
    std::string words() const;
    bool flag() const;
    std::int64_t whole(std::int64_t most = kMostSteps) const { return whole(0, most); }
    std::int64_t whole(std::int64_t least, std::int64_t most) const;
    double number(double least = std::numeric_limits<double>::lowest()) const;
    double positive() const;
    std::vector<std::string> texts() const;
    std::vector<double> numbers() const;
    template <typename Kind>
    requires std::is_enum_v<Kind> Kind kind()
    const {
        const auto found = kindNamed<Kind>(text());
        if (!found) refuse(allowedNames<Kind>());
        return *found;
    }
    /// A list of texts, each one `allowed`.
    std::vector<std::string> names(bool (*isAllowed)(std::string_view), const std::string& allowed) const;

    static constexpr std::int64_t kMostSteps = 9007199254740991;

  private:
    std::string inside(std::string_view key) const;

    const Json& value_;
    std::string document_, key_;
};

}  // namespace featurescope
