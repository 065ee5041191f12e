#include "core/observables/decision_field.h"

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

/// A linear function of x on one row of the plane; in `Jump` and `Side`, per unit of the row's height y.
struct LinearPiece {
    double slope = 0, offset = 0;
};

/// What changes at the kink of one neuron, from left to right. All of it but the slope grows with y.
struct Jump {
    double column;       ///< of the kink, counted from the first pixel centre, per unit of y
    LinearPiece change;  ///< of the sum of the active neurons
};

/// Cost per row: about 6 flop and 4 memory accesses per neuron, and 4 flop per pixel.
class RowScan {
  public:
    RowScan(std::span<const PlaneNeuron> neurons, const PlaneRectangle& area, int width)
        : left_(area.left),
          columnWidth_((area.right - area.left) / width),
          changes_(static_cast<std::size_t>(width) + 1) {
        for (const PlaneNeuron& neuron : neurons) addNeuron(neuron);
    }

    /// f at the pixel centres of the row at height y.
    void scan(double y, float* row) {
        std::fill(changes_.begin(), changes_.end(), LinearPiece{});
        for (const Jump& jump : jumps_) {
            LinearPiece& change = changes_[columnOf(jump.column * y)];
            change.slope += jump.change.slope;
            change.offset += jump.change.offset * y;
        }
        LinearPiece sum{atLeft_.slope, (atLeft_.offset + (y > 0 ? above_ : below_)) * y};
        for (std::size_t column = 0; column + 1 < changes_.size(); ++column) {
            sum.slope += changes_[column].slope;
            sum.offset += changes_[column].offset;
            const double x = left_ + (static_cast<double>(column) + 0.5) * columnWidth_;
            row[column] = static_cast<float>(sum.slope * x + sum.offset);
        }
    }

  private:
    void addNeuron(const PlaneNeuron& neuron) {
        const LinearPiece piece{neuron.outputWeight * neuron.x, neuron.outputWeight * neuron.y};
        const double column = -neuron.y / (neuron.x * columnWidth_);
        if (!std::isfinite(column)) {  // no kink, or too far away to matter
            (neuron.y > 0 ? above_ : below_) += piece.offset;
        } else if (neuron.x > 0) {
            jumps_.push_back({column, piece});
        } else {
            jumps_.push_back({column, {-piece.slope, -piece.offset}});
            atLeft_.slope += piece.slope;
            atLeft_.offset += piece.offset;
        }
    }

    /// First column whose centre lies right of a kink; a centre on the kink has relu = 0 either way.
    std::size_t columnOf(double kink) const {
        const double columns = static_cast<double>(changes_.size() - 1);
        const double place = std::min(std::max(0.0, kink - left_ / columnWidth_ + 0.5), columns);
        return static_cast<std::size_t>(place);
    }

    double left_, columnWidth_;
    std::vector<Jump> jumps_;
    LinearPiece atLeft_;                ///< neurons active left of their kink
    double above_ = 0, below_ = 0;      ///< offsets of neurons without a kink, active at y > 0 or at y < 0
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
