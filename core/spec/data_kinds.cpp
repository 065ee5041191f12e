#include "core/spec/data_kinds.h"

#include <algorithm>
#include <utility>

#include "core/spec/setting_defaults.h"

namespace featurescope {
namespace {

template <std::size_t... index>
std::vector<DataSource> oneOfEach(std::index_sequence<index...>) {
    return {DataSource(std::in_place_index<index>)...};
}

}  // namespace

const std::vector<DataSource>& dataKinds() {
    static const std::vector<DataSource> kKinds =
        oneOfEach(std::make_index_sequence<std::variant_size_v<DataSource>>());
    return kKinds;
}

const DataSource* dataKindNamed(std::string_view name) {
    const auto found = std::find_if(dataKinds().begin(), dataKinds().end(),
                                    [&](const DataSource& kind) { return kindNameOf(kind) == name; });
    return found == dataKinds().end() ? nullptr : &*found;
}

std::string allowedDataKinds() {
    std::string text;
    for (std::size_t i = 0; i < dataKinds().size(); ++i) {
        if (i > 0) text += i + 1 == dataKinds().size() ? " or " : ", ";
        text += '"' + std::string(kindNameOf(dataKinds()[i])) + '"';
    }
    return text;
}

DataSource withDataKind(const DataSource& data, const DataSource& kind) {
    DataSource result = kind;
    std::visit([](const auto& from, auto& to) { copySettingsOfSameName(from, to); }, data, result);
    return result;
}

}  // namespace featurescope
