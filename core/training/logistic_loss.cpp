#include "core/training/logistic_loss.h"

#include "core/math/stable_math.h"

namespace featurescope {

template <typename Scalar>
double logisticLoss(const Vector<Scalar>& outputs, std::span<const std::int8_t> labels) {
    double sum = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        sum += log1pExp(-labels[i] * static_cast<double>(outputs[static_cast<Eigen::Index>(i)]));
    }
    return sum / static_cast<double>(labels.size());
}

template double logisticLoss(const Vector<float>&, std::span<const std::int8_t>);
template double logisticLoss(const Vector<double>&, std::span<const std::int8_t>);

}  // namespace featurescope
