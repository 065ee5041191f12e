#pragma once

#include <QObject>
#include <functional>
#include <thread>

namespace featurescope::ui {

/// Runs one piece of work at a time on a thread of its own and says in the window's thread when it is done.
class Background : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;
    /// Waits for the work under way; what was to follow it does not happen then.
    ~Background() override;

    /// Runs `work`, which must not throw, and then `follow` in the window's thread. Only while not busy.
    void run(std::function<void()> work, std::function<void()> follow);
    bool isBusy() const { return busy_; }

  private:
    bool busy_ = false;  // window's thread only
    std::jthread thread_;
};

}  // namespace featurescope::ui
