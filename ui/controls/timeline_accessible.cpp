#include "ui/controls/timeline_accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include "ui/controls/timeline_bar.h"

namespace featurescope::ui {
namespace {

class TimelineAccessible : public QAccessibleWidget, public QAccessibleValueInterface {
  public:
    explicit TimelineAccessible(TimelineBar* bar)
        : QAccessibleWidget(bar, QAccessible::Slider, bar->accessibleName()), bar_(*bar) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface) return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return static_cast<qlonglong>(bar_.state().shown); }
    void setCurrentValue(const QVariant& value) override { bar_.goTo(value.toLongLong()); }
    QVariant maximumValue() const override { return static_cast<qlonglong>(bar_.state().trainedTo); }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

  private:
    TimelineBar& bar_;  // Qt deletes this object before the widget
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* bar = qobject_cast<TimelineBar*>(object);
    return bar != nullptr ? new TimelineAccessible(bar) : nullptr;
}

}  // namespace

// Qt refuses to install the same factory twice.
void makeTimelineAccessible() { QAccessible::installFactory(makeInterface); }

}  // namespace featurescope::ui
