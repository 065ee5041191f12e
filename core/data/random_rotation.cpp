#include "core/data/random_rotation.h"

#include <algorithm>
#include <span>

#include "core/base/cancel.h"
#include "core/math/random.h"

namespace featurescope {

RandomRotation::RandomRotation(std::int64_t dimension, std::int64_t seed, const std::stop_token& stop) {
    const RandomStream random(seed, Stream::rotation);
    const auto d = static_cast<std::size_t>(dimension);
    reflectors_.reserve(d);
    signs_.resize(dimension);
    for (std::size_t k = 0; k < d; ++k) {
        throwIfCancelled(stop);
        Vector<double> v(static_cast<Eigen::Index>(d - k));
        const std::uint64_t firstDraw = k * (d + d % 2);  // even, as Box-Muller pairs need
        random.normals(firstDraw, std::span(v.data(), d - k));
        const double sign = v[0] < 0 ? -1.0 : 1.0;
        signs_[static_cast<Eigen::Index>(k)] = -sign;
        v[0] += sign * v.norm();
        v.normalize();
        reflectors_.push_back(std::move(v));
    }
}

template <typename Scalar>
void RandomRotation::apply(Matrix<Scalar>& columns, const std::stop_token& stop) const {
    constexpr Eigen::Index kBlock = 16;  // columns that stay in the cache while all reflectors pass over them
    for (Eigen::Index first = 0; first < columns.cols(); first += kBlock) {
        auto block = columns.middleCols(first, std::min(kBlock, columns.cols() - first));
        Matrix<double> rotated = block.template cast<double>();
        for (std::size_t k = reflectors_.size(); k-- > 0;) {
            throwIfCancelled(stop);
            const Vector<double>& v = reflectors_[k];
            auto tail = rotated.bottomRows(v.size());
            const Eigen::RowVectorXd overlap = 2.0 * (v.transpose() * tail);
            tail.noalias() -= v * overlap;
        }
        block = (signs_.asDiagonal() * rotated).template cast<Scalar>();
    }
}

template void RandomRotation::apply(Matrix<float>&, const std::stop_token&) const;
template void RandomRotation::apply(Matrix<double>&, const std::stop_token&) const;

}  // namespace featurescope
