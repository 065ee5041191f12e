#include "ui/exporting/background.h"

#include <cassert>

namespace featurescope::ui {

Background::~Background() = default;

void Background::run(std::function<void()> work, std::function<void()> follow) {
    assert(!busy_);
    busy_ = true;
    thread_ = std::jthread([this, work = std::move(work), follow = std::move(follow)] {
        work();
        // The call is dropped when this object is gone by then.
        QMetaObject::invokeMethod(
            this,
            [this, follow] {
                busy_ = false;
                follow();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace featurescope::ui
