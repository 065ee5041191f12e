#pragma once

#include <QImage>

class QWidget;

namespace featurescope::ui {

/// The widget as a picture, drawn anew with so many pixels per pixel of the screen (2 or 4 for print).
QImage pictureOf(QWidget& widget, double pixelRatio);

}  // namespace featurescope::ui
