#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/training/learner.h"

namespace featurescope {

/// Runs a lesson and says what is wrong with it, one sentence each: pages, captions and claims whose step
/// their run does not reach, plays that never meet their condition, claims that do not hold. Throws
/// InputError when a run cannot be made at all, and Cancelled.
std::vector<std::string> lessonFaults(const Lesson& lesson, const LearnerOptions& options,
                                      const std::stop_token& stop);

/// The pages that are meant for any seeds, with every seed of every run moved on by `offset`; without the
/// claims that are meant for the lesson's own. May have no page.
Lesson withOtherSeeds(Lesson lesson, std::int64_t offset);

}  // namespace featurescope
