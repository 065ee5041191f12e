#include "core/spec/spec_reader.h"

#include <iterator>
#include <vector>

#include "core/base/number_text.h"
#include "core/spec/data_kinds.h"
#include "core/spec/opening_json.h"
#include "core/spec/sections.h"
#include "core/spec/value_reader.h"

namespace featurescope {
namespace {

/// Reads the parts of a spec.
class Reader : public ValueReader {
  public:
    using ValueReader::ValueReader;

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
        readBound(object, path, claim.bound, claim.value);
        if (object.contains("seeds")) claim.holds = readHolds(object["seeds"], path + ".seeds");
        return claim;
    }

    void readClaims(const Json& list, std::vector<Claim>& claims) const {
        requireList(list, "claims");
        for (std::size_t i = 0; i < list.size(); ++i) claims.push_back(readClaim(list[i], at("claims", i)));
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
};

Json jsonOf(const std::vector<Claim>& claims) {
    Json list = Json::array();
    for (const Claim& claim : claims) {
        Json entry = Json::object();
        entry["metric"] = claim.metric;
        entry["step"] = claim.step;
        entry[std::string(keyOf(claim.bound))] = claim.value;
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
    std::vector<std::string_view> known{"format",   "version", "title", "data",  "network",
                                        "training", "seeds",   "watch", "claims"};
    known.insert(known.end(), std::begin(kOpeningKeys), std::end(kOpeningKeys));
    reader.requireKeys(value, "", "the spec", known);
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
    spec.opening = readOpening(reader, value);
    return spec;
}

ExperimentSpec withoutOpening(ExperimentSpec spec) {
    spec.opening = {};
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
    addOpening(spec.opening, keys, value);
    return value;
}

}  // namespace featurescope
