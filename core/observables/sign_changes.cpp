#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "core/observables/decision_field.h"

namespace featurescope {
namespace {

/// The field with a frame of values on the edges of its area, continued from inside by straight lines.
class FramedField {
  public:
    FramedField(const DecisionField& field, double rounding)
        : field_(field), rounding_(rounding), columns_(field.width + 2), rows_(field.height + 2) {
        values_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
        for (int row = 0; row < rows_; ++row) {
            for (int column = 0; column < columns_; ++column) {
                values_[index(column, row)] = alongColumn(row, [&](int r) { return alongRow(column, r); });
            }
        }
    }

    int columns() const { return columns_; }
    int rows() const { return rows_; }
    double at(int column, int row) const { return values_[index(column, row)]; }
    bool positive(int column, int row) const { return at(column, row) > rounding_; }
    double x(int column) const {
        const double place = std::clamp(column - 0.5, 0.0, static_cast<double>(field_.width));
        return field_.area.left + (field_.area.right - field_.area.left) * place / field_.width;
    }
    double y(int row) const {
        const double place = std::clamp(row - 0.5, 0.0, static_cast<double>(field_.height));
        return field_.area.top - (field_.area.top - field_.area.bottom) * place / field_.height;
    }
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(column);
    }

  private:
    // The value at place 0 .. count + 1 of a line of `count` pixels, where both ends lie half a pixel
    // outside.
    template <typename Pixel>
    static double framed(int place, int count, const Pixel& pixel) {
        if (place >= 1 && place <= count) return pixel(place - 1);
        const int last = place == 0 ? 0 : count - 1;
        const int before = count == 1 ? 0 : place == 0 ? 1 : count - 2;
        return 1.5 * pixel(last) - 0.5 * pixel(before);
    }
    double alongRow(int column, int row) const {
        return framed(column, field_.width, [&](int c) {
            return static_cast<double>(
                field_.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(field_.width) +
                              static_cast<std::size_t>(c)]);
        });
    }
    template <typename Pixel>
    double alongColumn(int row, const Pixel& pixel) const {
        return framed(row, field_.height, pixel);
    }

    const DecisionField& field_;
    double rounding_;
    int columns_, rows_;
    std::vector<double> values_;
};

/// Crossings lie on edges between neighbouring points; each is shared by at most two cells, so that every
/// crossing has at most two neighbours on its line.
class CrossingChains {
  public:
    explicit CrossingChains(const FramedField& field)
        : field_(field), links_(2 * field.index(0, field.rows()), {kNone, kNone}) {
        for (int row = 0; row + 1 < field.rows(); ++row) {
            for (int column = 0; column + 1 < field.columns(); ++column) addCell(column, row);
        }
    }

    std::vector<BoundaryLine> lines() {
        std::vector<BoundaryLine> lines;
        for (std::size_t edge = 0; edge < links_.size(); ++edge) {  // lines that end on the frame
            if (links_[edge][0] != kNone && links_[edge][1] == kNone) lines.push_back(chainFrom(edge));
        }
        for (std::size_t edge = 0; edge < links_.size(); ++edge) {  // closed ones
            if (links_[edge][0] == kNone) continue;
            lines.push_back(chainFrom(edge));
            lines.back().push_back(lines.back().front());
        }
        return lines;
    }

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    std::size_t across(int column, int row) const { return 2 * field_.index(column, row); }
    std::size_t down(int column, int row) const { return 2 * field_.index(column, row) + 1; }

    void link(std::size_t a, std::size_t b) {
        links_[a][links_[a][0] == kNone ? 0 : 1] = b;
        links_[b][links_[b][0] == kNone ? 0 : 1] = a;
    }

    void addCell(int column, int row) {
        const bool topLeft = field_.positive(column, row), topRight = field_.positive(column + 1, row);
        const bool lowLeft = field_.positive(column, row + 1),
                   lowRight = field_.positive(column + 1, row + 1);
        const std::size_t top = across(column, row), low = across(column, row + 1);
        const std::size_t left = down(column, row), right = down(column + 1, row);
        if (topLeft == lowRight && topRight == lowLeft && topLeft != topRight) {
            const double middle = field_.at(column, row) + field_.at(column + 1, row) +
                                  field_.at(column, row + 1) + field_.at(column + 1, row + 1);
            const bool joinsTopLeft = (middle > 0) == topLeft;
            link(top, joinsTopLeft ? right : left);
            link(low, joinsTopLeft ? left : right);
            return;
        }
        std::array<std::size_t, 2> crossed{kNone, kNone};
        const auto note = [&crossed](bool differs, std::size_t edge) {
            if (differs) crossed[crossed[0] == kNone ? 0 : 1] = edge;
        };
        note(topLeft != topRight, top);
        note(lowLeft != lowRight, low);
        note(topLeft != lowLeft, left);
        note(topRight != lowRight, right);
        if (crossed[1] != kNone) link(crossed[0], crossed[1]);
    }

    PlanePoint crossing(std::size_t edge) const {
        const auto columns = static_cast<std::size_t>(field_.columns());
        const int column = static_cast<int>(edge / 2 % columns), row = static_cast<int>(edge / 2 / columns);
        const int nextColumn = column + (edge % 2 == 0 ? 1 : 0), nextRow = row + (edge % 2 == 0 ? 0 : 1);
        const double first = field_.at(column, row), second = field_.at(nextColumn, nextRow);
        const double share = first != second ? std::clamp(first / (first - second), 0.0, 1.0) : 0.5;
        return {std::lerp(field_.x(column), field_.x(nextColumn), share),
                std::lerp(field_.y(row), field_.y(nextRow), share)};
    }

    /// Follows the line and takes its crossings out.
    BoundaryLine chainFrom(std::size_t edge) {
        BoundaryLine line;
        while (edge != kNone) {
            line.push_back(crossing(edge));
            const std::array<std::size_t, 2> next = links_[edge];
            links_[edge] = {kNone, kNone};
            edge = next[0] != kNone && links_[next[0]][0] != kNone   ? next[0]
                   : next[1] != kNone && links_[next[1]][0] != kNone ? next[1]
                                                                     : kNone;
        }
        return line;
    }

    const FramedField& field_;
    std::vector<std::array<std::size_t, 2>> links_;  ///< two per point: the edge to its right, the one below
};

}  // namespace

std::vector<BoundaryLine> signChanges(const DecisionField& field, double rounding) {
    if (field.width <= 0 || field.height <= 0) return {};
    const FramedField framed(field, rounding);
    return CrossingChains(framed).lines();
}

}  // namespace featurescope
