#include "ui/exporting/svg_device.h"

#include <cmath>
#include <limits>

#include "ui/exporting/svg_engine.h"

namespace featurescope::ui {
namespace {

constexpr double kSvgDpi = 96;
constexpr double kSvgInch = 25.4;  // millimetres

}  // namespace

SvgDevice::SvgDevice(const SvgFormat& format)
    : format_(format), engine_(std::make_unique<SvgEngine>(format.keepsText)) {}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const { return engine_.get(); }

int SvgDevice::metric(PaintDeviceMetric metric) const {
    switch (metric) {
        case PdmWidth:
            return static_cast<int>(std::ceil(format_.layout.width()));
        case PdmHeight:
            return static_cast<int>(std::ceil(format_.layout.height()));
        case PdmWidthMM:
            return static_cast<int>(std::lround(format_.layout.width() / kSvgDpi * kSvgInch));
        case PdmHeightMM:
            return static_cast<int>(std::lround(format_.layout.height() / kSvgDpi * kSvgInch));
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return static_cast<int>(kSvgDpi);
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        case PdmNumColors:
            break;
    }
    return std::numeric_limits<int>::max();
}

QByteArray SvgDevice::document() const {
    const QSizeF& layout = format_.layout;
    QByteArray text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"" +
        svgNumber(format_.millimetres.width()) + "mm\" height=\"" + svgNumber(format_.millimetres.height()) +
        "mm\" viewBox=\"0 0 " + svgNumber(layout.width()) + ' ' + svgNumber(layout.height()) + "\">\n";
    if (!format_.title.isEmpty()) text += "<title>" + xmlBytes(format_.title) + "</title>\n";
    if (!engine_->definitions().isEmpty()) text += "<defs>\n" + engine_->definitions() + "</defs>\n";
    return text + engine_->body() + "</svg>\n";
}

}  // namespace featurescope::ui
