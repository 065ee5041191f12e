#include "core/documents/session_data.h"

#include <map>
#include <memory>

namespace featurescope {
namespace {

const std::string kPrefix = "data/";

using DataByHash = std::map<std::string, std::shared_ptr<const GivenData>>;

void giveTo(RunArchive& run, const DataByHash& data, const std::string& where) {
    const DataTraits traits = traitsOf(run.spec.data);
    const auto found = traits.fileSha256 ? data.find(*traits.fileSha256) : data.end();
    if (found == data.end()) return;
    const GivenData& given = *found->second;
    if (given.x.rows() != traits.dimension || given.x.cols() != traits.trainSamples ||
        given.xTest.cols() != traits.testSamples) {
        throw InputError(where + ": the data of a run have other sizes than its spec says.");
    }
    run.data = found->second;
}

}  // namespace

std::vector<NpzEntry> arraysOfOwnedData(const SessionDocument& document) {
    std::vector<NpzEntry> entries;
    std::set<std::string> left = document.ownedData;
    const auto add = [&](const RunArchive& run) {
        if (!run.data || left.erase(run.data->sha256) == 0) return;
        for (NpzEntry& entry : arraysOfData(*run.data)) {
            entry.name = kPrefix + run.data->sha256 + "/" + entry.name;
            entries.push_back(std::move(entry));
        }
    };
    add(document.run);
    for (const PinnedRun& pinned : document.pinned) add(pinned.run);
    return entries;
}

void takeOwnedData(SessionDocument& document, const NpzArrays& arrays) {
    std::map<std::string, std::vector<NpzEntry>> files;
    for (const std::string& name : arrays.names()) {
        if (!name.starts_with(kPrefix)) continue;
        const std::size_t end = name.find('/', kPrefix.size());
        if (end == std::string::npos) arrays.refuse(name, "does not say which data it belongs to");
        files[name.substr(kPrefix.size(), end - kPrefix.size())].push_back(
            {name.substr(end + 1), arrays.at(name)});
    }
    DataByHash data;
    for (auto& [hash, entries] : files) {
        const std::string where = arrays.fileName() + ": " + kPrefix + hash;
        data[hash] = std::make_shared<const GivenData>(givenDataFromArrays(std::move(entries), hash, where));
        document.ownedData.insert(hash);
    }
    giveTo(document.run, data, arrays.fileName());
    for (PinnedRun& pinned : document.pinned) giveTo(pinned.run, data, arrays.fileName());
}

}  // namespace featurescope
