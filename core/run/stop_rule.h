#pragma once

#include "core/base/name_table.h"

namespace featurescope {

/// What a stop rule looks at.
enum class StopQuantity { step, trainError, testError, trainLoss, alignment, seconds };

template <>
struct NameTable<StopQuantity> {
    static constexpr std::array kinds{
        NamedKind<StopQuantity>{StopQuantity::step, "step", "The number of the step."},
        NamedKind<StopQuantity>{StopQuantity::trainError, "train_error",
                                "Share of training samples predicted wrongly."},
        NamedKind<StopQuantity>{StopQuantity::testError, "test_error",
                                "Share of test samples predicted wrongly."},
        NamedKind<StopQuantity>{StopQuantity::trainLoss, "train_loss", "Mean loss on the training samples."},
        NamedKind<StopQuantity>{StopQuantity::alignment, "alignment_own_median",
                                "Median alignment of the neurons with their own mean."},
        NamedKind<StopQuantity>{StopQuantity::seconds, "seconds", "Time since playing began."},
    };
};

/// Playing pauses when this becomes true. When it is true already as playing begins, it must first become
/// false. Step and seconds are looked at after every step; what has to be measured after every step up to
/// 200, and later at least once in every half percent of the steps, at the same steps in every run.
struct StopRule {
    StopQuantity quantity = StopQuantity::step;
    bool isAtMost = false;  ///< true: the quantity is at most `value`; false: at least
    double value = 0;
    bool operator==(const StopRule&) const = default;
};

}  // namespace featurescope
