#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "core/data/file_data.h"
#include "core/data/xor_clusters.h"

namespace featurescope {

/// Every kind of data a spec can name; `data.kind` in files is dataKindName().
using DataSource = std::variant<XorClusters, FileData>;

constexpr std::string_view dataKindName(const XorClusters&) { return "xor-clusters"; }
constexpr std::string_view dataKindName(const FileData&) { return "file"; }

/// True for what is drawn from seeds, false for samples that somebody gives.
constexpr bool isDrawnKind(const XorClusters&) { return true; }
constexpr bool isDrawnKind(const FileData&) { return false; }

/// `data.kind` of a source.
inline std::string_view kindNameOf(const DataSource& source) {
    return std::visit([](const auto& data) { return dataKindName(data); }, source);
}
/// True when a spec alone says what the samples are.
inline bool isDrawn(const DataSource& source) {
    return std::visit([](const auto& data) { return isDrawnKind(data); }, source);
}

/// Number of coordinates d of an input.
inline std::int64_t dimensionOf(const DataSource& source) {
    return std::visit([](const auto& data) { return data.dimension; }, source);
}
/// Number n of training samples.
inline std::int64_t trainSamplesOf(const DataSource& source) {
    return std::visit([](const auto& data) { return data.trainSamples; }, source);
}
/// Number of test samples; 0 when there is no test set.
inline std::int64_t testSamplesOf(const DataSource& source) {
    return std::visit([](const auto& data) { return data.testSamples; }, source);
}

}  // namespace featurescope
