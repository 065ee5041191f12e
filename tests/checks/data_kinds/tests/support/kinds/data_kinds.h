#pragma once

// In place of the kinds for tests: one that lacks the function that LACKS_... names, see
// check_incomplete_kind.cmake.

#include <cstdint>
#include <stop_token>
#include <string_view>

#include "core/data/dataset.h"
#include "core/data/kind_list.h"
#include "core/math/seeds.h"

namespace featurescope {

struct Incomplete {
#ifndef LACKS_NAME
    static constexpr std::string_view kName = "incomplete";
#endif
#ifndef LACKS_HELP
    static constexpr std::string_view kHelp = "A kind that is not whole.";
#endif
    std::int64_t testSamples = 0;
    bool operator==(const Incomplete&) const = default;
};

#ifndef LACKS_TRAITS
inline DataTraits traits(const Incomplete&) { return {}; }
#endif

#ifndef LACKS_DRAW
template <typename Scalar>
Dataset<Scalar> draw(const Incomplete&, const Seeds&, const std::stop_token&) {
    return {};
}
#endif

using AddedDataKinds = KindList<Incomplete>;

}  // namespace featurescope
