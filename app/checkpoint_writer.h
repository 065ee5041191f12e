#pragma once

#include <chrono>
#include <filesystem>
#include <iosfwd>

#include "core/run/recorded_run.h"

namespace featurescope {

/// Keeps the file of `--checkpoint` up to date. Each time it is written whole or left as it was.
class CheckpointWriter {
  public:
    /// InputError when the file holds something and may not be overwritten; FileError when it cannot be
    /// written.
    CheckpointWriter(std::filesystem::path path, bool mayOverwrite);

    /// Writes the current state. FileError when that fails.
    void write(RecordedRun& run);
    /// Writes it when nothing was written yet, or not for half a minute. Only the first time a failure is a
    /// FileError; later one is said on `err`, once, and the next half minute brings another try.
    void writeIfDue(RecordedRun& run, std::ostream& err);

  private:
    std::filesystem::path path_;
    bool wasWritten_ = false;
    bool hasWarned_ = false;
    std::chrono::steady_clock::time_point nextTime_{};
};

}  // namespace featurescope
