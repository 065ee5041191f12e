#include "core/observables/decision_field.h"

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

/// Sums of slope and offset of the active neurons: first as differences per column, then as running sums.
struct LinearPiece {
    double slope = 0, offset = 0;
};

class RowScan {
  public:
    RowScan(std::span<const PlaneNeuron> neurons, const PlaneRectangle& area, int width)
        : neurons_(neurons),
          left_(area.left),
          columnWidth_((area.right - area.left) / width),
          changes_(static_cast<std::size_t>(width) + 1) {}

    /// f at the pixel centres of the row at height y.
    void scan(double y, float* row) {
        std::fill(changes_.begin(), changes_.end(), LinearPiece{});
        for (const PlaneNeuron& neuron : neurons_) addNeuron(neuron, y);
        LinearPiece sum;
        for (std::size_t column = 0; column + 1 < changes_.size(); ++column) {
            sum.slope += changes_[column].slope;
            sum.offset += changes_[column].offset;
            const double x = left_ + (static_cast<double>(column) + 0.5) * columnWidth_;
            row[column] = static_cast<float>(sum.slope * x + sum.offset);
        }
    }

  private:
    void addNeuron(const PlaneNeuron& neuron, double y) {
        const LinearPiece piece{neuron.outputWeight * neuron.x, neuron.outputWeight * neuron.y * y};
        if (neuron.x == 0) {
            if (neuron.y * y > 0) change(0, piece);
            return;
        }
        const double kink = -neuron.y * y / neuron.x;
        // First column whose centre lies right of the kink; a centre on the kink has relu = 0 either way.
        const double column = std::ceil((kink - left_) / columnWidth_ - 0.5);
        const double columns = static_cast<double>(changes_.size() - 1);
        const auto first = static_cast<std::size_t>(std::clamp(column, 0.0, columns));
        if (neuron.x > 0) {
            change(first, piece);
        } else {
            change(0, piece);
            change(first, {-piece.slope, -piece.offset});
        }
    }

    void change(std::size_t column, const LinearPiece& piece) {
        changes_[column].slope += piece.slope;
        changes_[column].offset += piece.offset;
    }

    std::span<const PlaneNeuron> neurons_;
    double left_, columnWidth_;
    std::vector<LinearPiece> changes_;  ///< one more than columns: kinks right of the last centre
};

}  // namespace

DecisionField decisionField(std::span<const PlaneNeuron> neurons, const PlaneRectangle& area, int width,
                            int height) {
    DecisionField field{.area = area, .width = width, .height = height, .values = {}};
    if (width <= 0 || height <= 0) return field;
    field.values.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    RowScan scan(neurons, area, width);
    const double rowHeight = (area.top - area.bottom) / height;
    for (int row = 0; row < height; ++row) {
        const double y = area.top - (row + 0.5) * rowHeight;
        scan.scan(y, field.values.data() + static_cast<std::ptrdiff_t>(row) * width);
    }
    return field;
}

}  // namespace featurescope
