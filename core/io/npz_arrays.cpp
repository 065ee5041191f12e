#include "core/io/npz_arrays.h"

namespace featurescope {

NpzArrays::NpzArrays(std::vector<NpzEntry> entries, std::string fileName) : fileName_(std::move(fileName)) {
    for (NpzEntry& entry : entries) {
        names_.push_back(entry.name);
        arrays_.emplace(std::move(entry.name), std::move(entry.array));
    }
}

const NpyArray& NpzArrays::at(const std::string& name) const {
    const auto found = arrays_.find(name);
    if (found == arrays_.end()) refuse(name, "is missing");
    return found->second;
}

const std::string& NpzArrays::text(const std::string& name) const {
    const auto* const text = std::get_if<std::string>(&at(name).values);
    if (text == nullptr) refuse(name, "must be a byte string");
    return *text;
}

std::int64_t NpzArrays::integer(const std::string& name) const {
    return numbers<std::int64_t>(name, 0).front();
}

void NpzArrays::refuse(const std::string& name, const std::string& what) const {
    throw InputError(fileName_ + ": " + name + " " + what + ".");
}

}  // namespace featurescope
