#pragma once

// Every loss. The kernels include this file: it stays free of inline functions that they would use and share
// with the rest of the program.

#include <cstddef>

#include "core/model/logistic_loss.h"
#include "core/model/soft_min_loss.h"
#include "core/model/squared_loss.h"
#ifdef FEATURESCOPE_TEST_KINDS
#include "tests/support/kinds/exponential_loss.h"
#endif

namespace featurescope {

/// Kinds of loss. A new one is a file like logistic_loss.h and its entry in both lists, at the same place.
enum class Loss {
    logistic,
    squared,
    softMin,
#ifdef FEATURESCOPE_TEST_KINDS
    exponential,
#endif
};

template <typename... Losses>
struct LossList {
    static constexpr std::size_t size = sizeof...(Losses);
};

using AllLosses = LossList<LogisticLoss, SquaredLoss, SoftMinLoss
#ifdef FEATURESCOPE_TEST_KINDS
                           ,
                           ExponentialLoss
#endif
                           >;

}  // namespace featurescope
