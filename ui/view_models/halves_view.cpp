#include "ui/view_models/halves_view.h"

#include <cassert>

#include "core/run/plane_network.h"

namespace featurescope::ui {

OutputHalves outputHalves(const PlaneNetwork& network, const PlaneRectangle& area, int width, int height) {
    assert(area.left == -area.right && area.bottom == -area.top);
    OutputHalves halves;
    halves.whole = fieldOf(network, {.area = area, .width = width, .height = height});
    halves.odd = halves.even = halves.whole;
    // The pixel opposite to a point's own is the same number of places from the end.
    const std::vector<float>& f = halves.whole.values;
    for (std::size_t i = 0; i < f.size(); ++i) {
        const float here = f[i], opposite = f[f.size() - 1 - i];
        halves.odd.values[i] = (here - opposite) / 2;
        halves.even.values[i] = (here + opposite) / 2;
    }
    return halves;
}

bool isDrawnOnPlanes(const ExperimentSpec& spec) {
    return piecewiseOf(activationOf(spec.network)).has_value();
}

bool hasLinearOddHalf(const ExperimentSpec& spec) { return isDrawnOnPlanes(spec) && !spec.network.bias; }

}  // namespace featurescope::ui
