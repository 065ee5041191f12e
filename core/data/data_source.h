#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <variant>

#include "core/data/dataset.h"
#include "core/data/file_data.h"
#include "core/data/grid_clusters.h"
#include "core/data/kind_list.h"
#include "core/data/near_orthogonal.h"
#include "core/data/simple_complex.h"
#include "core/data/single_index.h"
#include "core/data/two_clusters.h"
#include "core/data/xor_clusters.h"
#include "core/math/seeds.h"

#ifdef FEATURESCOPE_TEST_KINDS
#include "tests/support/kinds/data_kinds.h"
#else
namespace featurescope {
using AddedDataKinds = KindList<>;
}
#endif

namespace featurescope {

/// Every kind of data a spec can name. A kind is a file beside this one and a name here: its settings with
/// visitFields, kName (`data.kind` in files) and kHelp, and the overloads traits() and draw() that the
/// functions below call. There is no default: a kind that lacks one of them does not compile.
using DataSource = AddedDataKinds::VariantWith<XorClusters, FileData, TwoClusters, NearOrthogonal,
                                               GridClusters, SingleIndex, SimpleComplex>;

/// `data.kind` of a source.
inline std::string_view kindNameOf(const DataSource& source) {
    return std::visit([](const auto& kind) { return std::string_view(kind.kName); }, source);
}
/// What data of this kind are, in one sentence.
inline std::string_view kindHelpOf(const DataSource& source) {
    return std::visit([](const auto& kind) { return std::string_view(kind.kHelp); }, source);
}

inline DataTraits traitsOf(const DataSource& source) {
    return std::visit([](const auto& kind) { return traits(kind); }, source);
}

/// Draws training and test set. The training inputs depend on seeds.data only, the flipped labels on
/// seeds.labels (and on the inputs where the kind of corruption looks at them), the test set and those beside
/// it on seeds.test and on what seeds.data says of the task. Throws InputError where samples are not drawn
/// but given, and Cancelled.
template <typename Scalar>
Dataset<Scalar> drawDataset(const DataSource& source, const Seeds& seeds, const std::stop_token& stop) {
    return std::visit([&](const auto& kind) { return draw<Scalar>(kind, seeds, stop); }, source);
}

/// The same data with another number of test samples, of which the first stay what they were.
inline DataSource withTestSamples(DataSource source, std::int64_t samples) {
    std::visit([samples](auto& kind) { kind.testSamples = samples; }, source);
    return source;
}

/// True when a spec alone says what the samples are.
inline bool isDrawn(const DataSource& source) { return traitsOf(source).isDrawn(); }
/// Number of coordinates d of an input.
inline std::int64_t dimensionOf(const DataSource& source) { return traitsOf(source).dimension; }
/// Number n of training samples.
inline std::int64_t trainSamplesOf(const DataSource& source) { return traitsOf(source).trainSamples; }
/// Number of test samples; 0 when there is no test set.
inline std::int64_t testSamplesOf(const DataSource& source) { return traitsOf(source).testSamples; }

}  // namespace featurescope
