#pragma once

#include <chrono>
#include <filesystem>

#include "app/recorded_run.h"

namespace featurescope {

/// Keeps the file of `--checkpoint` up to date. Each time it is written whole or left as it was.
class CheckpointWriter {
  public:
    /// InputError when the file holds something and may not be overwritten.
    CheckpointWriter(std::filesystem::path path, bool mayOverwrite);

    /// Writes the current state.
    void write(RecordedRun& run);
    /// Writes it when nothing was written yet, or not for half a minute.
    void writeIfDue(RecordedRun& run);

  private:
    std::filesystem::path path_;
    std::chrono::steady_clock::time_point nextTime_{};
};

}  // namespace featurescope
