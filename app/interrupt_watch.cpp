#include "app/interrupt_watch.h"

#include <pthread.h>
#include <signal.h>

#include <cstdlib>

#include "app/exit_code.h"

namespace featurescope {
namespace {

sigset_t watchedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

InterruptWatch::InterruptWatch() {
    const sigset_t signals = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    watcher_ = std::thread([this] { watch(); });
}

InterruptWatch::~InterruptWatch() {
    isOver_ = true;
    // Wakes the watcher, and nobody else; every other thread blocks the signal, so nothing is terminated.
    pthread_kill(watcher_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
    watcher_.join();
}

void InterruptWatch::watch() {
    const sigset_t signals = watchedSignals();
    for (;;) {
        int arrived = 0;
        sigwait(&signals, &arrived);
        if (isOver_) return;
        if (!interrupt_.request_stop()) std::_Exit(kExitInterrupted);
    }
}

}  // namespace featurescope
