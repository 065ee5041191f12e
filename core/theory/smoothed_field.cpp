#include "core/theory/smoothed_field.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/base/cancel.h"
#include "core/theory/normal_law.h"

namespace featurescope {
namespace {

// h Phi(h/tau) + tau phi(h/tau) = max(h, 0) + tau bump(|h| / tau), bump(v) = phi(v) - v Phi(-v). The bump is
// even, short and smooth, so that a table with straight lines between its entries is exact to 3e-6 tau and
// costs no exponential.
class BumpTable {
  public:
    BumpTable() {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double v = static_cast<double>(i) / kPerUnit;
            values_[i] = normalDensity(v) - v * normalCdf(-v);
        }
    }
    static constexpr double kPerUnit = 128;

    /// bump at place / kPerUnit, place >= 0.
    double at(double place) const {
        const double clamped = std::min(place, kLast);
        const auto i = static_cast<int>(clamped);
        const double* entry = values_.data() + i;
        return entry[0] + (clamped - i) * (entry[1] - entry[0]);
    }

  private:
    static constexpr double kLast = 8 * kPerUnit;  // bump(8) is about 1e-16
    std::array<double, static_cast<std::size_t>(kLast) + 2> values_{};
};

double columnCentre(const FieldGrid& grid, int column) {
    return grid.left + (grid.right - grid.left) * (column + 0.5) / grid.width;
}
double rowCentre(const FieldGrid& grid, int row) {
    return grid.top - (grid.top - grid.bottom) * (row + 0.5) / grid.height;
}

}  // namespace

std::vector<double> smoothedField(const ProjectedNeurons& neurons, double sigma, const FieldGrid& grid,
                                  const std::stop_token& stop) {
    static const BumpTable bump;
    const auto width = static_cast<std::size_t>(grid.width);
    std::vector<double> field(width * static_cast<std::size_t>(grid.height), 0.0);
    for (int row = 0; row < grid.height; ++row) {
        throwIfCancelled(stop);
        double* values = field.data() + static_cast<std::size_t>(row) * width;
        for (std::size_t j = 0; j < neurons.size(); ++j) {
            const double a = neurons.outputWeight[j], tau = sigma * neurons.perpendicular[j];
            const double slope = neurons.alongMu1[j], offset = neurons.alongMu2[j] * rowCentre(grid, row);
            const double toPlace = tau > 0 ? BumpTable::kPerUnit / tau : 0;
            for (int column = 0; column < grid.width; ++column) {
                const double h = slope * columnCentre(grid, column) + offset;
                values[column] += a * (std::max(h, 0.0) + tau * bump.at(std::abs(h) * toPlace));
            }
        }
    }
    return field;
}

std::vector<double> fieldSpread(const ProjectedNeurons& neurons, const Matrix<double>& perpendicularWeights,
                                double sigma, const FieldGrid& grid, const std::stop_token& stop) {
    const auto count = static_cast<Eigen::Index>(neurons.size());
    assert(perpendicularWeights.rows() == count);
    std::vector<double> spread;
    spread.reserve(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
    // A few pixels at a time: one matrix product reads the weights once for all of them.
    constexpr int kPixels = 16;
    Matrix<double> active(kPixels, count);
    for (int row = 0; row < grid.height; ++row) {
        for (int first = 0; first < grid.width; first += kPixels) {
            throwIfCancelled(stop);
            const int pixels = std::min(kPixels, grid.width - first);
            for (Eigen::Index j = 0; j < count; ++j) {
                const auto k = static_cast<std::size_t>(j);
                const double tau = sigma * neurons.perpendicular[k];
                for (int i = 0; i < pixels; ++i) {
                    const double h = neurons.alongMu1[k] * columnCentre(grid, first + i) +
                                     neurons.alongMu2[k] * rowCentre(grid, row);
                    const double on = tau > 0 ? normalCdf(h / tau) : h > 0 ? 1.0 : 0.0;
                    active(i, j) = neurons.outputWeight[k] * on;
                }
            }
            const Matrix<double> gradient = active.topRows(pixels) * perpendicularWeights;
            for (int i = 0; i < pixels; ++i) spread.push_back(sigma * gradient.row(i).norm());
        }
    }
    return spread;
}

double positiveShare(double mean, double spread) {
    if (spread > 0) return normalCdf(mean / spread);
    return mean > 0 ? 1 : 0;
}

}  // namespace featurescope
