#include "core/run/view_planes.h"

#include <algorithm>
#include <span>

#include "core/base/number_text.h"
#include "core/math/dominant_subspace.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

constexpr std::size_t kMostKnown = 8;

/// The inputs without the coordinate that network.bias appends.
template <typename Scalar>
Matrix<Scalar> seenInputs(const Dataset<Scalar>& data) {
    return data.train.inputs.topRows(data.directions.rows());
}

/// The first two principal components about the origin, by falling variance.
template <typename Scalar>
Plane principalPlane(const Matrix<Scalar>& inputs, const std::stop_token& stop) {
    const Eigen::Map<const WeightMatrix<Scalar>> rows(inputs.data(), inputs.cols(), inputs.rows());
    // A few more than two, so that the two converge fast.
    const DominantSubspace found = dominantSubspace<Scalar>(
        rows, 8, {.mostIterations = 60, .tolerance = 1e-7}, Matrix<double>(inputs.rows(), 0), stop);
    Matrix<double> axes = Matrix<double>::Zero(inputs.rows(), 2);
    const Eigen::Index count = std::min<Eigen::Index>(2, found.directions.cols());
    axes.leftCols(count) = found.directions.leftCols(count);
    return planeThrough(axes.col(0), axes.col(1));
}

/// The direction, and the first principal component about the origin of what is orthogonal to it.
template <typename Scalar>
Plane planeAlong(const Vector<double>& direction, const Matrix<Scalar>& inputs, const std::stop_token& stop) {
    const Eigen::Map<const WeightMatrix<Scalar>> rows(inputs.data(), inputs.cols(), inputs.rows());
    const DominantSubspace found = dominantSubspace<Scalar>(
        rows, 8, {.mostIterations = 60, .tolerance = 1e-7}, direction.normalized(), stop);
    Vector<double> second = Vector<double>::Zero(direction.size());
    if (found.directions.cols() > 0) second = found.directions.col(0);
    return planeThrough(direction, second);
}

Plane randomPlane(Eigen::Index dimension, std::int64_t seed) {
    const RandomStream random(seed, Stream::viewPlane);
    const auto size = static_cast<std::size_t>(dimension);
    Vector<double> first(dimension), second(dimension);
    random.normals(0, std::span(first.data(), size));
    random.normals(size + size % 2, std::span(second.data(), size));
    return planeThrough(first, second);
}

}  // namespace

std::string planeProblem(const PlaneChoice& choice, std::int64_t dimension) {
    if (choice.kind == PlaneKind::random && choice.seed < 0) {
        return "The seed of the random plane is " + numberText(choice.seed) + "; it must be 0 or more.";
    }
    if (choice.kind != PlaneKind::coordinates) return {};
    for (const std::int64_t coordinate : {choice.firstCoordinate, choice.secondCoordinate}) {
        if (coordinate < 0 || coordinate >= dimension) {
            return "Coordinate " + numberText(coordinate) + " does not exist; these data have 0 to " +
                   numberText(dimension - 1) + ".";
        }
    }
    if (choice.firstCoordinate == choice.secondCoordinate && dimension > 1) {
        return "Both axes are coordinate " + numberText(choice.firstCoordinate) +
               "; the two must be different.";
    }
    return {};
}

template <typename Scalar>
PlaneChoice ViewPlanes<Scalar>::drawable(const PlaneChoice& choice) const {
    const auto last = static_cast<std::int64_t>(data_.directions.rows()) - 1;
    switch (choice.kind) {
        case PlaneKind::means:
            if (data_.directions.cols() > 0) return {};
            // Two coordinates are the whole space already.
            return drawable({.kind = last < 2 ? PlaneKind::coordinates : PlaneKind::principal});
        case PlaneKind::principal:
            return {.kind = PlaneKind::principal};
        case PlaneKind::random:
            return {.kind = PlaneKind::random, .seed = std::max<std::int64_t>(0, choice.seed)};
        case PlaneKind::coordinates:
            break;
    }
    PlaneChoice drawn{.kind = PlaneKind::coordinates,
                      .firstCoordinate = std::clamp<std::int64_t>(choice.firstCoordinate, 0, last),
                      .secondCoordinate = std::clamp<std::int64_t>(choice.secondCoordinate, 0, last)};
    if (drawn.secondCoordinate == drawn.firstCoordinate) {
        drawn.secondCoordinate += drawn.firstCoordinate < last ? 1 : drawn.firstCoordinate > 0 ? -1 : 0;
    }
    return drawn;
}

template <typename Scalar>
const Plane& ViewPlanes<Scalar>::plane(const PlaneChoice& choice, const std::stop_token& stop) {
    const PlaneChoice wanted = drawable(choice);
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [&wanted](const auto& entry) { return entry.first == wanted; });
    if (found != known_.end()) return found->second;
    if (known_.size() == kMostKnown) known_.erase(known_.begin());
    known_.emplace_back(wanted, make(wanted, stop));
    return known_.back().second;
}

template <typename Scalar>
Plane ViewPlanes<Scalar>::make(const PlaneChoice& choice, const std::stop_token& stop) const {
    const Eigen::Index dimension = data_.directions.rows();
    switch (choice.kind) {
        case PlaneKind::means:
            if (data_.directions.cols() == 1)
                return planeAlong<Scalar>(data_.directions.col(0).template cast<double>(), seenInputs(data_),
                                          stop);
            return planeThrough(data_.directions.col(0).template cast<double>(),
                                data_.directions.col(1).template cast<double>());
        case PlaneKind::principal:
            return principalPlane<Scalar>(seenInputs(data_), stop);
        case PlaneKind::random:
            return randomPlane(dimension, choice.seed);
        case PlaneKind::coordinates:
            break;
    }
    Plane plane{Vector<double>::Unit(dimension, choice.firstCoordinate), Vector<double>::Zero(dimension)};
    if (dimension > 1) plane.vertical[choice.secondCoordinate] = 1;
    return plane;
}

template class ViewPlanes<float>;
template class ViewPlanes<double>;

}  // namespace featurescope
