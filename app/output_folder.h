#pragma once

#include <filesystem>
#include <string>

#include "core/run/experiment.h"

namespace featurescope {

/// The folder of `--out DIR`. Made and checked before training, so that a long run does not end in a refusal.
class OutputFolder {
  public:
    /// InputError when the folder is not empty and `force` is off; FileError when nothing can be written
    /// there.
    OutputFolder(std::filesystem::path path, bool force);
    /// Removes the folder again if it was made here and nothing was written.
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// Writes spec.json and metrics.csv, each complete or not at all.
    void writeRecord(const ExperimentSpec& spec, const TimelineView& timeline);
    /// Writes final.npz.
    void writeFinal(Experiment& experiment);
    /// Makes sure that no final.npz of an earlier run stays beside the record of this one.
    void removeFinal();

  private:
    std::filesystem::path path_;
    bool wasMadeHere_ = false;
};

}  // namespace featurescope
