#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/data/data_source.h"

namespace featurescope {

/// One source of every kind with its default settings, in the order of the variant.
const std::vector<DataSource>& dataKinds();

/// The kind of that name with its default settings; null when there is none.
const DataSource* dataKindNamed(std::string_view name);

/// The names for a message, `"xor-clusters" or "file"`.
std::string allowedDataKinds();

/// A source of the kind of `kind`: settings that `data` has by the same name keep their values, the others
/// are those of `kind`.
DataSource withDataKind(const DataSource& data, const DataSource& kind);

}  // namespace featurescope
