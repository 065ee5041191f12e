#pragma once

#include <time.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>
#include <vector>

#include "core/run/training_session.h"

// What benchmarks of the window have in common.

namespace featurescope::ui {

/// A clock in milliseconds, such as CLOCK_MONOTONIC or, for the processor time of this thread,
/// CLOCK_THREAD_CPUTIME_ID.
inline double milliseconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

inline double residentMegabytes() {
    std::ifstream file("/proc/self/statm");
    double total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576;
}

/// The value that this share of `values` (not empty) does not exceed.
inline double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)))];
}

/// Milliseconds of the event loop.
inline void runEventsFor(int span) {
    QEventLoop loop;
    QTimer::singleShot(span, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Condition>
void runEventsUntil(Condition condition) {
    while (!condition()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
}

/// The session of a window as the program makes it.
inline SessionOptions sessionOptions() {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return {.learner = {.threads = std::max(1, cores - 1)}, .niceness = 10};
}

}  // namespace featurescope::ui
