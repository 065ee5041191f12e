#include "ui/exporting/image_export.h"

#include <QCoreApplication>
#include <QWidget>

namespace featurescope::ui {

QImage pictureOf(QWidget& widget, double pixelRatio) {
    // What has been asked to change its place must be there in the picture.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const QSize size = widget.size() * pixelRatio;
    QImage picture(size, QImage::Format_RGB32);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(widget.palette().color(QPalette::Window));
    widget.render(&picture);
    return picture;
}

}  // namespace featurescope::ui
