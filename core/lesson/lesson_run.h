#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/run/experiment.h"

namespace featurescope {

/// Trains a run from step 0 to `first`, and on to the steps that `visit` asks for where it is, until it asks
/// for none. Returns why the run could not go on, where it could not. Throws like makeExperiment, and
/// Cancelled.
std::optional<Divergence> walkRun(const LessonRun& run, const LearnerOptions& options,
                                  const std::stop_token& stop, std::int64_t first,
                                  const std::function<std::optional<std::int64_t>(Experiment&)>& visit);
/// The same for steps that are known beforehand.
std::optional<Divergence> walkRun(const LessonRun& run, const LearnerOptions& options,
                                  const std::stop_token& stop, const std::set<std::int64_t>& steps,
                                  const std::function<void(Experiment&)>& visit);

/// What a lesson needs to know of one run at one step.
struct WantedStep {
    std::size_t page = 0;  ///< place in Lesson::pages
    std::string key;       ///< that wants it, as "caption"
    std::string run;       ///< name
    std::int64_t step = 0;
};

/// A lesson that was run: where its pages end, and the numbers that they speak of.
struct LessonRehearsal {
    /// The step on which each page ends: its own, that of `play.to`, or the first that meets the condition,
    /// and the last step of the run when none does.
    std::vector<std::int64_t> pageEnds;
    /// Measurements of each run by its name, at every wanted step that it reached.
    std::map<std::string, std::map<std::int64_t, Measurement>> numbers;
    std::map<std::string, Divergence> divergences;  ///< of the runs that broke off
    std::vector<WantedStep> wanted;                 ///< whether it was reached or not
    std::vector<std::size_t> unmet;                 ///< pages whose condition never came true

    /// The value at that step; kUndefined where the run never came there.
    double value(const std::string& run, std::int64_t step, Observable metric) const;
    /// Whether the run came to that step.
    bool isReached(const WantedStep& wish) const;
};

/// Runs what the pages show. Throws InputError when a run needs more memory than there is, and Cancelled.
LessonRehearsal rehearse(const Lesson& lesson, const LearnerOptions& options, const std::stop_token& stop);

/// Throws InputError that names the first page, and its key, that needs what was not reached.
void requireReached(const Lesson& lesson, const LessonRehearsal& rehearsal);

/// A text of a page with its numbers, for the step on screen.
std::string filledText(
    const Lesson& lesson, const LessonPage& page, const std::string& text, std::int64_t step,
    const std::function<double(const std::string& run, std::int64_t step, Observable)>& value);

}  // namespace featurescope
