#include "core/theory/smoothed_field.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/theory/normal_law.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernels.h"

namespace featurescope {
namespace {

double columnCentre(const FieldGrid& grid, int column) {
    return grid.left + (grid.right - grid.left) * (column + 0.5) / grid.width;
}
double rowCentre(const FieldGrid& grid, int row) {
    return grid.top - (grid.top - grid.bottom) * (row + 0.5) / grid.height;
}

/// Pixel centres of a row and as many more as the kernel needs.
AlignedVector<float> paddedColumns(const FieldGrid& grid) {
    AlignedVector<float> x(static_cast<std::size_t>(roundedUp(grid.width, kPixelUnit)));
    for (std::size_t column = 0; column < x.size(); ++column)
        x[column] = static_cast<float>(columnCentre(grid, static_cast<int>(column)));
    return x;
}

/// The neurons as the kernel reads them.
class RoundedNeurons {
  public:
    RoundedNeurons(const ProjectedNeurons& neurons, double sigma)
        : neurons_(neurons), offsets_(neurons.size()) {
        for (std::size_t j = 0; j < neurons.size(); ++j) {
            // Below this width a corner is sharp, and 1 / tau stays finite.
            constexpr double kSharp = 1e-30;
            const double tau = sigma * neurons.perpendicular[j];
            slopes_.push_back(static_cast<float>(neurons.alongMu1[j]));
            widths_.push_back(tau > kSharp ? static_cast<float>(tau) : 0);
            sharpness_.push_back(tau > kSharp ? static_cast<float>(1 / tau) : 0);
            outputWeights_.push_back(static_cast<float>(neurons.outputWeight[j]));
        }
    }

    /// Adds the row at height y. Groups of neurons are added up in float, the groups in double.
    void addRow(double y, const AlignedVector<float>& x, const FieldKernels& kernels, double* values) {
        constexpr std::size_t kGroup = 32;
        for (std::size_t j = 0; j < slopes_.size(); ++j)
            offsets_[j] = static_cast<float>(neurons_.alongMu2[j] * y + neurons_.biasOf(j));
        for (std::size_t j = 0; j < slopes_.size(); j += kGroup) {
            kernels.roundedRow({.slopes = slopes_.data() + j,
                                .offsets = offsets_.data() + j,
                                .widths = widths_.data() + j,
                                .sharpness = sharpness_.data() + j,
                                .outputWeights = outputWeights_.data() + j,
                                .count = static_cast<std::ptrdiff_t>(std::min(kGroup, slopes_.size() - j)),
                                .x = x.data(),
                                .pixels = static_cast<std::ptrdiff_t>(x.size()),
                                .values = values});
        }
    }

  private:
    const ProjectedNeurons& neurons_;
    std::vector<float> slopes_, offsets_, widths_, sharpness_, outputWeights_;
};

}  // namespace

std::vector<double> smoothedField(const ProjectedNeurons& neurons, double sigma, const FieldGrid& grid,
                                  const std::stop_token& stop) {
    const FieldKernels& kernels = fieldKernelsOf(chosenInstructionSet(InstructionSet::automatic));
    RoundedNeurons rounded(neurons, sigma);
    const AlignedVector<float> x = paddedColumns(grid);
    const auto width = static_cast<std::size_t>(grid.width);
    std::vector<double> row(x.size()), field;
    field.reserve(width * static_cast<std::size_t>(grid.height));
    for (int k = 0; k < grid.height; ++k) {
        throwIfCancelled(stop);
        std::fill(row.begin(), row.end(), 0.0);
        rounded.addRow(rowCentre(grid, k), x, kernels, row.data());
        field.insert(field.end(), row.begin(), row.begin() + grid.width);
    }
    return field;
}

double positiveShare(double mean, double spread) {
    if (spread > 0) return normalCdf(mean / spread);
    return mean > 0 ? 1 : 0;
}

}  // namespace featurescope
