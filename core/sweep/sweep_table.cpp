#include "core/sweep/sweep_table.h"

#include "core/sweep/sweep_json.h"

namespace featurescope {

const std::vector<ShippedSweep>& shippedSweeps() {
    static const std::vector<ShippedSweep> kSweeps = [] {
        std::vector<ShippedSweep> list;
        for (const EmbeddedSweep& file : embeddedSweeps()) {
            const std::string name(file.name);
            list.push_back({name, sweepFromJson(file.text, "The sweep " + name)});
        }
        return list;
    }();
    return kSweeps;
}

const SweepSpec* shippedSweepNamed(std::string_view name) {
    for (const ShippedSweep& shipped : shippedSweeps()) {
        if (shipped.name == name) return &shipped.sweep;
    }
    return nullptr;
}

}  // namespace featurescope
