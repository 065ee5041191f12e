#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/field.h"
#include "core/base/name_table.h"
#include "core/io/json.h"
#include "core/spec/scenario_opening.h"
#include "core/training/training_settings.h"

namespace featurescope {

/// Reads values of a JSON document; each function throws an InputError that names the key by its dotted path,
/// what was found, and what is allowed.
class ValueReader {
  public:
    /// `name` starts every message and must outlive the reader.
    explicit ValueReader(const std::string& name) : name_(name) {}

    [[noreturn]] void refuse(const std::string& key, const Json& found, const std::string& allowed) const;
    /// `whose` says in messages what has these keys.
    void requireKeys(const Json& object, const std::string& path, const std::string& whose,
                     const std::vector<std::string_view>& known) const;
    const Json& required(const Json& object, const std::string& path, std::string_view key) const;
    void requireList(const Json& found, const std::string& path) const;

    void read(const std::string& key, const Field& field, const Json& found, std::int64_t& value) const;
    void read(const std::string& key, const Field& field, const Json& found, double& value) const;
    void read(const std::string& key, const Field&, const Json& found, bool& value) const;
    void read(const std::string& key, const Field&, const Json& found, std::string& value) const;
    void read(const std::string& key, const Field&, const Json& found,
              std::vector<StepSizeChange>& value) const;
    template <typename Kind>
    requires std::is_enum_v<Kind>
    void read(const std::string& key, const Field&, const Json& found, Kind& value) const {
        const std::optional<Kind> kind =
            found.is_string() ? kindNamed<Kind>(found.get_ref<const std::string&>()) : std::nullopt;
        if (!kind) refuse(key, found, allowedNames<Kind>());
        value = *kind;
    }
    /// Whichever of at_least and at_most an object has, with its value.
    void readBound(const Json& object, const std::string& path, Bound& bound, double& value) const;

    const std::string& name() const { return name_; }

    static std::optional<std::int64_t> integerIn(const Json& found);
    /// The path of a member, and of an element.
    static std::string inside(const std::string& path, std::string_view key);
    static std::string at(const std::string& path, std::size_t index);

    static constexpr Field kCount{
        .key = "", .label = "", .symbol = "", .help = "", .minimum = 0, .maximum = kLargestExactInteger};

  private:
    const std::string& name_;
};

/// The key of a bound in files.
constexpr std::string_view keyOf(Bound bound) { return bound == Bound::atLeast ? "at_least" : "at_most"; }

}  // namespace featurescope
