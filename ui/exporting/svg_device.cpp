#include "ui/exporting/svg_device.h"

#include "ui/exporting/layout_metric.h"
#include "ui/exporting/svg_engine.h"

namespace featurescope::ui {

SvgDevice::SvgDevice(const SvgFormat& format)
    : format_(format), engine_(std::make_unique<SvgEngine>(format.keepsText)) {}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const { return engine_.get(); }

int SvgDevice::metric(PaintDeviceMetric metric) const { return layoutMetric(metric, format_.layout); }

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
