#include "ui/look/colour_map.h"

#include <algorithm>
#include <cmath>

namespace featurescope::ui {

QColor cividis(double share) {
    // Polynomials fitted to the map of Nuñez, Anderton and Renslow (2018), as in d3-scale-chromatic.
    const double t = std::clamp(share, 0.0, 1.0);
    const auto channel = [](double value) {
        return std::clamp(static_cast<int>(std::lround(value)), 0, 255);
    };
    return {channel(-4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57))))),
            channel(32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37))))),
            channel(81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67)))))};
}

QColor strongOn(double share) { return share > 0.55 ? QColor(Qt::black) : QColor(Qt::white); }

}  // namespace featurescope::ui
