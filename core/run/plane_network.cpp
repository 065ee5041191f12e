#include "core/run/plane_network.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/cancel.h"
#include "core/model/activation.h"
#include "core/theory/normal_law.h"
#include "core/theory/smoothed_field.h"

namespace featurescope {
namespace {

ProjectedNeurons projected(const PlaneNetwork& network) {
    ProjectedNeurons neurons;
    neurons.perpendicular = network.perpendicular;
    for (const PlaneNeuron& neuron : network.neurons) {
        neurons.alongMu1.push_back(neuron.x);
        neurons.alongMu2.push_back(neuron.y);
        neurons.outputWeight.push_back(neuron.outputWeight);
        neurons.bias.push_back(neuron.bias);
    }
    return neurons;
}

/// z of a neuron at a point of the plane.
double at(const PlaneNeuron& neuron, const PlanePoint& point) {
    return neuron.x * point.x + neuron.y * point.y + neuron.bias;
}

/// Whether the slice is that of a network without biases, whose straight pieces meet in the origin.
bool hasRays(const PlaneNetwork& network, const FieldView& view) {
    if (view.mode != FieldMode::slice && network.sigma != 0) return false;
    return std::ranges::all_of(network.neurons, [](const PlaneNeuron& neuron) { return neuron.bias == 0; });
}

FieldGrid gridOf(const PlaneRectangle& area, int width, int height) {
    return {area.left, area.right, area.bottom, area.top, width, height};
}

/// Phi by straight lines between 128 entries per unit; exact to 4e-6.
class NormalTable {
  public:
    NormalTable() {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            values_[i] = static_cast<float>(normalCdf(static_cast<double>(i) / kPerUnit - kReach));
        }
    }
    float at(float z) const {
        // In this order what is not a number counts as -kReach: weights overflow before a run is stopped.
        const float place = (std::min(kReach, std::max(-kReach, z)) + kReach) * kPerUnit;
        const auto i = static_cast<int>(place);
        const float* entry = values_.data() + i;
        return entry[0] + (place - static_cast<float>(i)) * (entry[1] - entry[0]);
    }

  private:
    static constexpr float kReach = 6, kPerUnit = 128;
    std::array<float, 2 * 6 * 128 + 2> values_{};
};

/// spreadAt at the pixel centres, a row of pixels per matrix product.
std::vector<float> spreadField(const PlaneNetwork& network, const FieldGrid& grid,
                               const std::stop_token& stop) {
    static const NormalTable normal;
    const Matrix<float>& coordinates = network.across->coordinates;
    const auto count = static_cast<Eigen::Index>(network.neurons.size());
    const Vector<float> restSquares = network.across->rest.cwiseAbs2();
    Matrix<float> on(grid.width, count);
    std::vector<float> spread;
    spread.reserve(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
    for (int row = 0; row < grid.height; ++row) {
        throwIfCancelled(stop);
        const double y = grid.top - (grid.top - grid.bottom) * (row + 0.5) / grid.height;
        const double step = (grid.right - grid.left) / grid.width;
        for (Eigen::Index j = 0; j < count; ++j) {
            const PlaneNeuron& neuron = network.neurons[static_cast<std::size_t>(j)];
            const double tau = network.sigma * network.perpendicular[static_cast<std::size_t>(j)];
            // Without a part across the plane the neuron is on or off for sure, and adds nothing to the sum.
            const double scale = tau > 0 ? 1 / tau : 0;
            const auto slope = static_cast<float>(neuron.x * step * scale);
            const auto offset = static_cast<float>(at(neuron, {grid.left + 0.5 * step, y}) * scale);
            const auto a = static_cast<float>(neuron.outputWeight);
            for (int column = 0; column < grid.width; ++column) {
                on(column, j) = a * normal.at(offset + slope * static_cast<float>(column));
            }
        }
        const Matrix<float> sums = on * coordinates;
        const Vector<float> rest = on.cwiseAbs2() * restSquares;
        for (int column = 0; column < grid.width; ++column) {
            spread.push_back(static_cast<float>(network.sigma) *
                             std::sqrt(sums.row(column).squaredNorm() + rest[column]));
        }
    }
    return spread;
}

/// Value at place (x, y), in pixels, between the pixel centres of a coarse grid.
float between(const std::vector<float>& values, int width, int height, double x, double y) {
    const double column = std::clamp(x - 0.5, 0.0, width - 1.0), row = std::clamp(y - 0.5, 0.0, height - 1.0);
    const int left = std::min(static_cast<int>(column), std::max(width - 2, 0));
    const int upper = std::min(static_cast<int>(row), std::max(height - 2, 0));
    const auto at = [&](int c, int r) {
        return values[static_cast<std::size_t>(std::min(r, height - 1)) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(std::min(c, width - 1))];
    };
    const auto along = static_cast<float>(column - left), down = static_cast<float>(row - upper);
    return std::lerp(std::lerp(at(left, upper), at(left + 1, upper), along),
                     std::lerp(at(left, upper + 1), at(left + 1, upper + 1), along), down);
}

}  // namespace

bool hasPlaneNetwork(const NetworkSettings& network) {
    return piecewiseOf(activationOf(network)).has_value();
}

double sliceAt(const PlaneNetwork& network, const PlanePoint& point) {
    double f = 0;
    for (const PlaneNeuron& neuron : network.neurons) {
        f += neuron.outputWeight * std::max(0.0, at(neuron, point));
    }
    return f;
}

double clusterAverageAt(const PlaneNetwork& network, const PlanePoint& point) {
    double f = 0;
    for (std::size_t j = 0; j < network.neurons.size(); ++j) {
        const PlaneNeuron& neuron = network.neurons[j];
        const double h = at(neuron, point);
        const double tau = network.sigma * network.perpendicular[j];
        f += neuron.outputWeight *
             (tau > 0 ? h * normalCdf(h / tau) + tau * normalDensity(h / tau) : std::max(0.0, h));
    }
    return f;
}

std::optional<double> positiveShareAt(const PlaneNetwork& network, const PlanePoint& point) {
    if (network.across == nullptr) return std::nullopt;
    return positiveShare(clusterAverageAt(network, point),
                         spreadAt(projected(network), *network.across, network.sigma, point.x, point.y));
}

DecisionField fieldOf(const PlaneNetwork& network, const FieldView& view, const std::stop_token& stop) {
    if (hasRays(network, view)) {
        return decisionField(network.neurons, view.area, view.width, view.height);
    }
    DecisionField field{.area = view.area, .width = view.width, .height = view.height, .values = {}};
    if (view.width <= 0 || view.height <= 0) return field;
    const double sigma = view.mode == FieldMode::slice ? 0 : network.sigma;
    const std::vector<double> values =
        smoothedField(projected(network), sigma, gridOf(view.area, view.width, view.height), stop);
    field.values.assign(values.begin(), values.end());
    return field;
}

DecisionField bandOf(const PlaneNetwork& network, const FieldView& view, const std::stop_token& stop) {
    DecisionField band{.area = view.area, .width = 0, .height = 0, .values = {}};
    if (network.across == nullptr || view.width <= 0 || view.height <= 0) return band;
    band.height = std::min(view.height, kBandRows);
    band.width = std::max(
        1, static_cast<int>(std::lround(static_cast<double>(view.width) * band.height / view.height)));
    const std::vector<double> mean =
        smoothedField(projected(network), network.sigma, gridOf(view.area, band.width, band.height), stop);
    // The spread bends much less than the mean: every other pixel is enough.
    const int width = (band.width + 1) / 2, height = (band.height + 1) / 2;
    const std::vector<float> spread = spreadField(network, gridOf(view.area, width, height), stop);
    band.values.reserve(mean.size());
    for (int row = 0; row < band.height; ++row) {
        for (int column = 0; column < band.width; ++column) {
            const double sd =
                static_cast<double>(between(spread, width, height, (column + 0.5) * width / band.width,
                                            (row + 0.5) * height / band.height));
            band.values.push_back(static_cast<float>(positiveShare(mean[band.values.size()], sd)));
        }
    }
    return band;
}

std::vector<BoundaryLine> boundaryOf(const PlaneNetwork& network, const FieldView& view,
                                     const DecisionField& field) {
    if (hasRays(network, view)) {
        return decisionBoundary(network.neurons, view.area);
    }
    // Terms that cancel leave rounding, which has no sign; the field is computed in single precision.
    constexpr double kRounding = 2e-6;
    double scale = 0;
    for (std::size_t j = 0; j < network.neurons.size(); ++j) {
        const PlaneNeuron& neuron = network.neurons[j];
        scale += std::abs(neuron.outputWeight) * (std::hypot(neuron.x, neuron.y) + std::abs(neuron.bias) +
                                                  network.sigma * network.perpendicular[j]);
    }
    const double reach = std::hypot(std::max(std::abs(view.area.left), std::abs(view.area.right)),
                                    std::max(std::abs(view.area.bottom), std::abs(view.area.top)));
    return signChanges(field, kRounding * scale * std::max(reach, 1.0));
}

}  // namespace featurescope
