#pragma once

#include <QPaintDevice>
#include <QSizeF>
#include <cmath>
#include <limits>

namespace featurescope::ui {

inline constexpr double kLayoutDpi = 96;  ///< units of a layout to the inch, as on a screen

/// What a device of this layout says of itself, whatever it is made of.
inline int layoutMetric(QPaintDevice::PaintDeviceMetric metric, const QSizeF& layout) {
    constexpr double kInch = 25.4;  // mm
    const auto millimetres = [](double units) {
        return static_cast<int>(std::lround(units / kLayoutDpi * kInch));
    };
    switch (metric) {
        case QPaintDevice::PdmWidth:
            return static_cast<int>(std::ceil(layout.width()));
        case QPaintDevice::PdmHeight:
            return static_cast<int>(std::ceil(layout.height()));
        case QPaintDevice::PdmWidthMM:
            return millimetres(layout.width());
        case QPaintDevice::PdmHeightMM:
            return millimetres(layout.height());
        case QPaintDevice::PdmDpiX:
        case QPaintDevice::PdmDpiY:
        case QPaintDevice::PdmPhysicalDpiX:
        case QPaintDevice::PdmPhysicalDpiY:
            return static_cast<int>(kLayoutDpi);
        case QPaintDevice::PdmDepth:
            return 32;
        case QPaintDevice::PdmDevicePixelRatio:
            return 1;
        case QPaintDevice::PdmDevicePixelRatioScaled:
            return static_cast<int>(QPaintDevice::devicePixelRatioFScale());
        case QPaintDevice::PdmNumColors:
            break;
    }
    return std::numeric_limits<int>::max();
}

}  // namespace featurescope::ui
