#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/observables/observable_table.h"
#include "core/run/given_data.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// A run that pages of a lesson show.
struct LessonRun {
    std::string name;
    ExperimentSpec spec;                ///< valid, and drawn from its seeds
    std::string scenario;               ///< that it starts from; empty when the lesson holds a whole spec
    std::vector<std::string> settings;  ///< KEY=VALUE, changed in the scenario or spec
    std::shared_ptr<const GivenData> data = {};  ///< of a run that is no lesson's: what stands for drawn ones
};

/// Ends a play: the first step from its start at which the observable is at least or at most `value`.
struct PlayCondition {
    Observable metric = Observable::trainLoss;
    Claim::Bound bound = Claim::Bound::atLeast;
    double value = 0;
};

/// How a play spreads the steps over its seconds.
enum class PlayTime { linear, logarithmic };

/// A part of a run that a page plays.
struct PagePlay {
    std::int64_t from = 0;
    std::variant<std::int64_t, PlayCondition> to;
    double seconds = 10;
    PlayTime time = PlayTime::linear;
};

/// What the audience is to foretell before it sees the page.
struct Question {
    std::string text;                  ///< may be empty where something is sketched
    std::vector<std::string> choices;  ///< two to four, or none where something is sketched
    std::size_t answer = 0;            ///< place in `choices`
    std::string sketch;                ///< panel in which somebody draws the expected curve; empty for none
};

/// A statement that a lesson relies on.
struct LessonClaim {
    std::string run;  ///< name; that of the page when the file names none
    Observable metric = Observable::trainLoss;
    std::optional<std::int64_t> step;  ///< nothing: where the page ends
    Claim::Bound bound = Claim::Bound::atLeast;
    double value = 0;
    Claim::Holds holds = Claim::Holds::anySeeds;
};

/// One page. Texts are plain; numbers in braces stand for those of the runs, see caption.h.
struct LessonPage {
    std::string id;
    std::string run;     ///< name
    std::string beside;  ///< name of a second run that is drawn beside it; empty for none
    std::variant<std::int64_t, PagePlay> moment;               ///< the step that is shown, or what is played
    std::vector<std::string> show;                             ///< panels, one to three
    std::vector<std::string> hide, emphasise;                  ///< layers
    std::vector<std::vector<std::string>> reveal;              ///< layers that one press each brings in
    std::vector<std::pair<std::string, std::string>> options;  ///< panel, and its options as JSON
    std::string caption, notes;
    double minutes = 0;  ///< 0: not planned
    std::optional<Question> ask;
    std::vector<LessonClaim> claims;
    bool anySeed = false;  ///< its claims and its way to the end hold for other seeds, too

    /// First step that it shows.
    std::int64_t firstStep() const;
    const PagePlay* play() const { return std::get_if<PagePlay>(&moment); }
};

/// A lecture: runs, and pages that show them.
struct Lesson {
    std::string title;
    std::string language;  ///< of its texts, as "en"
    double minutes = 0;    ///< 0: not planned
    std::string notes;     ///< for the teacher: goal, common wrong ideas, what to try next
    std::vector<LessonRun> runs;
    std::vector<LessonPage> pages;

    /// The run of that name; null when there is none.
    const LessonRun* run(const std::string& name) const;
};

}  // namespace featurescope
