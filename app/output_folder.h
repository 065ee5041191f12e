#pragma once

#include <filesystem>
#include <vector>

#include "core/run/experiment.h"

namespace featurescope {

/// The folder of `--out DIR`. Made and checked before training, so that a long run does not end in a refusal.
class OutputFolder {
  public:
    /// InputError when the folder is not empty and `force` is off; FileError when nothing can be written
    /// there, or another run is about to.
    OutputFolder(std::filesystem::path path, bool force);
    /// Removes the folder again if it was made here and nothing was written.
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// Writes spec.json, metrics.csv and, when there is a state that is worth it, final.npz. At every moment
    /// what stands in the folder is of one run: all of it is on the disk before what stood there goes, and
    /// that before anything new appears. FileError; when the disk is full the old files are all still there.
    void write(Experiment& experiment, const TimelineView& timeline);

    /// What write() makes in such a folder.
    static std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder);

  private:
    void requireUsable(bool force) const;
    void close();

    std::filesystem::path path_;
    bool wasMadeHere_ = false;
    int lock_ = -1;  ///< the folder, held against other runs while this one lasts; -1 where none can be had
};

}  // namespace featurescope
