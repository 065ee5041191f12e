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

template <typename Scalar>
void logisticLossSlope(const Vector<Scalar>& outputs, std::span<const std::int8_t> labels,
                       Vector<Scalar>& slope) {
    slope.resize(outputs.size());
    const auto samples = static_cast<Scalar>(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto y = static_cast<Scalar>(labels[i]);
        const auto k = static_cast<Eigen::Index>(i);
        slope[k] = -y * sigmoid(-y * outputs[k]) / samples;
    }
}

template double logisticLoss(const Vector<float>&, std::span<const std::int8_t>);
template double logisticLoss(const Vector<double>&, std::span<const std::int8_t>);
template void logisticLossSlope(const Vector<float>&, std::span<const std::int8_t>, Vector<float>&);
template void logisticLossSlope(const Vector<double>&, std::span<const std::int8_t>, Vector<double>&);

}  // namespace featurescope
