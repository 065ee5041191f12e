#include "ui/controls/number_slider.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace featurescope::ui {
namespace {

class SliderAccessible : public QAccessibleWidget, public QAccessibleValueInterface {
  public:
    explicit SliderAccessible(NumberSlider* slider)
        : QAccessibleWidget(slider, QAccessible::Slider), slider_(*slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface) return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return slider_.numberAt(slider_.value()); }
    void setCurrentValue(const QVariant& value) override {
        slider_.setValue(slider_.positionOf(value.toDouble()));
    }
    QVariant maximumValue() const override { return slider_.numberAt(slider_.maximum()); }
    QVariant minimumValue() const override { return slider_.numberAt(slider_.minimum()); }
    // Steps differ where the scale is logarithmic.
    QVariant minimumStepSize() const override { return {}; }

  private:
    NumberSlider& slider_;  // Qt deletes this object before the widget
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* slider = qobject_cast<NumberSlider*>(object);
    return slider != nullptr ? new SliderAccessible(slider) : nullptr;
}

}  // namespace

NumberSlider::NumberSlider(Scale scale, QWidget* parent)
    : QSlider(Qt::Horizontal, parent), scale_(std::move(scale)) {
    QAccessible::installFactory(makeInterface);  // refused when it is there already
}

}  // namespace featurescope::ui
