#pragma once

#include <QSlider>
#include <functional>

namespace featurescope::ui {

/// A slider of which assistive technology says the number it stands for, not its position.
class NumberSlider : public QSlider {
    Q_OBJECT

  public:
    /// What a position means, and where a number is, the nearest end when it is beyond.
    struct Scale {
        std::function<double(int)> numberAt;
        std::function<int(double)> positionOf;
    };
    NumberSlider(Scale scale, QWidget* parent);

    double numberAt(int position) const { return scale_.numberAt(position); }
    int positionOf(double number) const { return scale_.positionOf(number); }

  private:
    const Scale scale_;
};

}  // namespace featurescope::ui
