#include "ui/view_models/level_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace featurescope::ui {
namespace {

/// A side between two neighbouring points: the one at (column, row) and the next in a row or column.
struct Side {
    std::size_t column = 0, row = 0;
    bool isUpright = false;
    auto operator<=>(const Side&) const = default;
};

class Crossings {
  public:
    Crossings(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& values,
              double level)
        : x_(x), y_(y), values_(values), level_(level) {
        for (std::size_t row = 0; row + 1 < y.size(); ++row) {
            for (std::size_t column = 0; column + 1 < x.size(); ++column) addSquare(column, row);
        }
    }

    std::vector<BoundaryLine> lines() {
        std::vector<BoundaryLine> all;
        // Open lines begin where there is one neighbour; what is left then are closed ones.
        for (const bool isOpen : {true, false}) {
            for (const auto& [side, neighbours] : joined_) {
                if (!seen_.contains(side) && (!isOpen || neighbours.size() == 1))
                    all.push_back(lineFrom(side, !isOpen));
            }
        }
        return all;
    }

  private:
    double at(std::size_t column, std::size_t row) const { return values_[row * x_.size() + column]; }
    bool isAbove(double value) const { return value >= level_; }
    void join(const Side& a, const Side& b) {
        joined_[a].push_back(b);
        joined_[b].push_back(a);
    }

    void addSquare(std::size_t column, std::size_t row) {
        // Around the square, and the side after each corner.
        const std::array corners{at(column, row), at(column + 1, row), at(column + 1, row + 1),
                                 at(column, row + 1)};
        const std::array sides{Side{column, row, false}, Side{column + 1, row, true},
                               Side{column, row + 1, false}, Side{column, row, true}};
        std::vector<std::size_t> crossed;
        double sum = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            if (!std::isfinite(corners[i])) return;
            sum += corners[i];
            if (isAbove(corners[i]) != isAbove(corners[(i + 1) % 4])) crossed.push_back(i);
        }
        if (crossed.size() == 2) return join(sides[crossed[0]], sides[crossed[1]]);
        if (crossed.size() != 4) return;
        // Two opposite corners are above: the middle says whether they belong together.
        const bool cutsOffFirst = isAbove(sum / 4) != isAbove(corners[0]);
        join(sides[0], sides[cutsOffFirst ? 3 : 1]);
        join(sides[2], sides[cutsOffFirst ? 1 : 3]);
    }

    PlanePoint pointOn(const Side& side) const {
        const std::size_t column = side.column + !side.isUpright, row = side.row + side.isUpright;
        const double before = at(side.column, side.row), after = at(column, row);
        const double share = (level_ - before) / (after - before);
        return {std::lerp(x_[side.column], x_[column], share), std::lerp(y_[side.row], y_[row], share)};
    }

    BoundaryLine lineFrom(Side side, bool isClosed) {
        BoundaryLine line;
        const Side first = side;
        while (true) {
            seen_.insert(side);
            line.push_back(pointOn(side));
            const std::vector<Side>& next = joined_[side];
            const auto unseen =
                std::ranges::find_if(next, [&](const Side& other) { return !seen_.contains(other); });
            if (unseen == next.end()) break;
            side = *unseen;
        }
        if (isClosed) line.push_back(pointOn(first));
        return line;
    }

    const std::vector<double>&x_, &y_, &values_;
    double level_;
    std::map<Side, std::vector<Side>> joined_;
    std::set<Side> seen_;
};

}  // namespace

std::vector<BoundaryLine> levelLines(const std::vector<double>& x, const std::vector<double>& y,
                                     const std::vector<double>& values, double level) {
    return Crossings(x, y, values, level).lines();
}

}  // namespace featurescope::ui
