#include "core/spec/spec_reader.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <vector>

#include "core/base/number_text.h"
#include "core/spec/data_kinds.h"
#include "core/spec/sections.h"
#include "core/spec/setting_range.h"

namespace featurescope {
namespace {

std::string joined(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

/// Reads parts of a document; each throws an InputError that names the key, what was found, and what is
/// allowed.
class Reader {
  public:
    explicit Reader(const std::string& name) : name_(name) {}

    [[noreturn]] void refuse(const std::string& key, const Json& found, const std::string& allowed) const {
        std::string text = jsonText(found, false);
        if (text.size() > 60) text = text.substr(0, 60) + "...";
        throw InputError(name_ + ": " + key + " is " + text + "; it must be " + allowed + ".");
    }

    /// `whose` says in messages what has these keys.
    void requireKeys(const Json& object, const std::string& path, const std::string& whose,
                     const std::vector<std::string_view>& known) const {
        const std::string place = path.empty() ? "the spec" : path;
        if (!object.is_object()) refuse(place, object, "an object with the keys " + joined(known));
        for (const auto& member : object.items()) {
            if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
            throw InputError(name_ + ": " + inside(path, member.key()) + " is not a known key; " + whose +
                             " may have " + joined(known) + ".");
        }
    }

    const Json& required(const Json& object, const std::string& path, std::string_view key) const {
        const auto found = object.find(std::string(key));
        if (found == object.end()) throw InputError(name_ + ": " + inside(path, key) + " is missing.");
        return *found;
    }

    void read(const std::string& key, const Field& field, const Json& found, std::int64_t& value) const {
        const std::optional<std::int64_t> integer = integerIn(found);
        if (!integer || !isInRange(field, *integer)) refuse(key, found, allowedInteger(field));
        value = *integer;
    }
    void read(const std::string& key, const Field& field, const Json& found, double& value) const {
        if (!found.is_number() || !isInRange(field, found.get<double>()))
            refuse(key, found, allowedNumber(field));
        value = found.get<double>();
    }
    void read(const std::string& key, const Field&, const Json& found, bool& value) const {
        if (!found.is_boolean()) refuse(key, found, "true or false");
        value = found.get<bool>();
    }
    void read(const std::string& key, const Field&, const Json& found, std::string& value) const {
        if (!found.is_string()) refuse(key, found, "text in quotation marks");
        value = found.get<std::string>();
    }
    template <typename Kind>
    requires std::is_enum_v<Kind>
    void read(const std::string& key, const Field&, const Json& found, Kind& value) const {
        const std::optional<Kind> kind =
            found.is_string() ? kindNamed<Kind>(found.get_ref<const std::string&>()) : std::nullopt;
        if (!kind) refuse(key, found, allowedNames<Kind>());
        value = *kind;
    }
    void read(const std::string& key, const Field&, const Json& found,
              std::vector<StepSizeChange>& value) const {
        if (!found.is_array()) refuse(key, found, "a list of [step, step size]");
        value.clear();
        for (std::size_t i = 0; i < found.size(); ++i) {
            const std::string entry = key + "[" + numberText(static_cast<std::int64_t>(i)) + "]";
            if (!found[i].is_array() || found[i].size() != 2) refuse(entry, found[i], "[step, step size]");
            StepSizeChange change;
            read(entry + "[0]", kCount, found[i][0], change.step);
            read(entry + "[1]", Field{.key = "", .label = "", .symbol = "", .help = ""}, found[i][1],
                 change.stepSize);
            value.push_back(change);
        }
    }

    template <typename Settings>
    void readSettings(const Json& object, const std::string& path, const std::string& whose,
                      std::vector<std::string_view> known, Settings& settings) const {
        visitFields(settings, [&](const Field& field, const auto&) { known.push_back(field.key); });
        requireKeys(object, path, whose, known);
        visitFields(settings, [&](const Field& field, auto& value) {
            if (field.optional && !object.contains(std::string(field.key))) return;
            read(inside(path, field.key), field, required(object, path, field.key), value);
        });
    }

    /// Gives `data` the kind that the document names, with that kind's defaults.
    void readDataKind(const Json& object, DataSource& data) const {
        if (!object.is_object()) refuse("data", object, "an object with the key kind");
        const Json& kind = required(object, "data", "kind");
        const DataSource* const found =
            kind.is_string() ? dataKindNamed(kind.get_ref<const std::string&>()) : nullptr;
        if (!found) refuse("data.kind", kind, allowedDataKinds());
        data = *found;
    }

    Claim::Holds readHolds(const Json& seeds, const std::string& path) const {
        if (seeds != "any" && seeds != "own") refuse(path, seeds, "\"any\" or \"own\"");
        return seeds == "own" ? Claim::Holds::ownSeeds : Claim::Holds::anySeeds;
    }

    Claim readClaim(const Json& object, const std::string& path) const {
        requireKeys(object, path, path, {"metric", "step", "at_least", "at_most", "seeds"});
        Claim claim;
        read(path + ".metric", {}, required(object, path, "metric"), claim.metric);
        read(path + ".step", kCount, required(object, path, "step"), claim.step);
        const bool atLeast = object.contains("at_least");
        if (atLeast == object.contains("at_most")) {
            throw InputError(name_ + ": " + path + " must have either at_least or at_most.");
        }
        claim.bound = atLeast ? Claim::Bound::atLeast : Claim::Bound::atMost;
        const std::string key = atLeast ? "at_least" : "at_most";
        Field anyNumber{};
        anyNumber.minimum = std::numeric_limits<double>::lowest();
        read(path + "." + key, anyNumber, object[key], claim.value);
        if (object.contains("seeds")) claim.holds = readHolds(object["seeds"], path + ".seeds");
        return claim;
    }

    void readClaims(const Json& list, std::vector<Claim>& claims) const {
        if (!list.is_array()) refuse("claims", list, "a list");
        for (std::size_t i = 0; i < list.size(); ++i) {
            claims.push_back(readClaim(list[i], "claims[" + numberText(static_cast<std::int64_t>(i)) + "]"));
        }
    }

    void requireFormat(const Json& object) const {
        const Json& format = required(object, "", "format");
        if (format != kSpecFormat) refuse("format", format, '"' + std::string(kSpecFormat) + '"');
        const Json& version = required(object, "", "version");
        if (integerIn(version) != kSpecVersion) {
            refuse("version", version,
                   numberText(kSpecVersion) + "; a larger one is that of a newer Featurescope");
        }
    }

  private:
    static constexpr Field kCount{
        .key = "", .label = "", .symbol = "", .help = "", .minimum = 0, .maximum = kLargestExactInteger};

    static std::string inside(const std::string& path, std::string_view key) {
        return path.empty() ? std::string(key) : path + "." + std::string(key);
    }

    static std::optional<std::int64_t> integerIn(const Json& found) {
        if (!found.is_number()) return std::nullopt;
        const double value = found.get<double>();
        if (value != std::trunc(value) || std::abs(value) > kLargestExactInteger) return std::nullopt;
        return static_cast<std::int64_t>(value);
    }

    const std::string& name_;
};

Json jsonOf(const std::vector<Claim>& claims) {
    Json list = Json::array();
    for (const Claim& claim : claims) {
        Json entry = Json::object();
        entry["metric"] = claim.metric;
        entry["step"] = claim.step;
        entry[claim.bound == Claim::Bound::atLeast ? "at_least" : "at_most"] = claim.value;
        if (claim.holds == Claim::Holds::ownSeeds) entry["seeds"] = "own";
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace

ExperimentSpec specFromValue(const Json& value, const std::string& name) {
    const Reader reader(name);
    // Of a newer spec, that it is newer says more than which of its keys is unknown.
    if (value.is_object()) reader.requireFormat(value);
    reader.requireKeys(
        value, "", "the spec",
        {"format", "version", "title", "data", "network", "training", "seeds", "watch", "claims"});
    ExperimentSpec spec;
    if (value.contains("title")) reader.read("title", {}, value["title"], spec.title);
    reader.readDataKind(reader.required(value, "", "data"), spec.data);
    visitSections(spec, [&](std::string_view section, auto& settings) {
        const std::string group(section);
        const bool isData = section == "data";
        const std::string whose =
            isData ? "data of the kind \"" + std::string(kindNameOf(spec.data)) + '"' : group;
        reader.readSettings(reader.required(value, "", section), group, whose,
                            isData ? std::vector<std::string_view>{"kind"} : std::vector<std::string_view>{},
                            settings);
    });
    if (value.contains("watch")) reader.read("watch", {}, value["watch"], spec.watch);
    if (value.contains("claims")) reader.readClaims(value["claims"], spec.claims);
    return spec;
}

Json valueFromSpec(const ExperimentSpec& spec, OptionalKeys keys) {
    Json value = Json::object();
    value["format"] = kSpecFormat;
    value["version"] = kSpecVersion;
    value["title"] = spec.title;
    visitSections(spec, [&](std::string_view section, const auto& settings) {
        Json group = Json::object();
        if (section == "data") group["kind"] = std::string(kindNameOf(spec.data));
        addSettings(settings, keys, group);
        value[std::string(section)] = std::move(group);
    });
    const bool writesAll = keys == OptionalKeys::all;
    if (writesAll || !spec.watch.empty()) value["watch"] = spec.watch;
    if (writesAll || !spec.claims.empty()) value["claims"] = jsonOf(spec.claims);
    return value;
}

}  // namespace featurescope
