#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/recording/timeline.h"
#include "core/run/snapshot.h"

namespace featurescope {

/// Cells of a decision field along each side.
inline constexpr int kFieldCells = 64;
/// Shades of a field on either side of 0.
inline constexpr int kFieldShades = 7;
inline constexpr std::size_t kBars = 40;

/// Neurons counted by their cosine with a direction, in equal bins: those that vote +1 and those that vote
/// -1.
struct NeuronBars {
    double low = -1;  ///< cosine at the left end; the right end is 1
    std::array<int, kBars> up{}, down{};
};

/// Every neuron by its projections on the first two directions.
struct NeuronPoints {
    std::vector<PlanePoint> up, down;  ///< that vote +1 and -1
};

/// One moment of a run.
struct HandoutFrame {
    std::int64_t step = 0;
    /// A letter for each cell, top row first: 'h' where f is 0, up to 'o' for the largest f and down to 'a'
    /// for the smallest; a capital where the sign is uncertain. Empty when the run has no field.
    std::string field;
    std::vector<BoundaryLine> boundary;
    std::map<std::string, NeuronBars> bars;  ///< by panel
    NeuronPoints neurons;
};

/// What a handout shows of one run.
struct HandoutRun {
    std::string name;
    ExperimentSpec spec;
    std::string command;  ///< that repeats it
    std::shared_ptr<const RunScene> scene;
    std::vector<HandoutFrame> frames;
    std::vector<TimelineRow> rows;  ///< at every frame and at every step of the logarithmic schedule up to it
    std::string weightsSha256;      ///< at the last frame

    const HandoutFrame& frameAt(std::int64_t step) const;
    const Measurement& valuesAt(std::int64_t step) const;
};

/// What is recorded of a run.
struct HandoutWish {
    std::set<std::int64_t> frames;  ///< steps, not empty
    std::set<std::string> panels;   ///< that some page shows
    bool wantsBand = false;         ///< where the sign is uncertain
};

/// The direction that a panel of alignments is about, counted from 0; nothing when it is another panel or
/// that of the own directions.
std::optional<std::size_t> directionOfPanel(const std::string& panel);
bool isAlignmentPanel(const std::string& panel);

/// Trains the run and records it. Throws InputError when it cannot be made or does not reach the last frame,
/// and Cancelled.
HandoutRun recordRun(const LessonRun& run, const HandoutWish& wish, const LearnerOptions& options,
                     const std::stop_token& stop);

}  // namespace featurescope
