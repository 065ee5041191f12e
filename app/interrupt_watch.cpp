#include "app/interrupt_watch.h"

#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>

#include "app/exit_code.h"

namespace featurescope {
namespace {

bool isIgnored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

sigset_t watchedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGXCPU}) sigaddset(&signals, signal);
    if (!isIgnored(SIGHUP)) sigaddset(&signals, SIGHUP);  // nohup ignores it
    return signals;
}

}  // namespace

InterruptWatch::InterruptWatch() {
    const sigset_t signals = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGXFSZ, SIG_IGN);  // writing then fails with EFBIG instead
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
    // Of a closed terminal, a machine that is shut down and a limit that is passed one hears more than once,
    // so only somebody who asks again is not asked to wait.
    for (int asked = 0; asked < 2;) {
        int arrived = 0;
        sigwait(&signals, &arrived);
        if (isOver_) return;
        if (!isHeeded_) {
            std::fputs("Interrupted; nothing was written.\n", stderr);
            break;
        }
        interrupt_.request_stop();
        if (arrived == SIGINT || arrived == SIGTERM) ++asked;
    }
    std::_Exit(kExitInterrupted);
}

}  // namespace featurescope
