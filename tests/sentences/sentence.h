#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/run/experiment.h"

namespace featurescope::sentences {

/// A sentence that a reader can measure, where it stands, and the run that shows it.
struct Sentence {
    const char* name;          ///< of the test
    const char* file;          ///< from the project's folder
    const char* text;          ///< as it stands there, line breaks aside
    void (*shows)();           ///< runs, with expectations; null when another test shows it
    const char* shownBy = "";  ///< that test: Suite.Name
    bool isSlow = false;       ///< more than a second or two
};

/// What help pages, texts of scenarios and README say. Those of neuron-curves, neuron-plane, projection,
/// ridge and spectrum are panelSentences; those of features, kernel, parts, pattern, rank, surrogate and
/// target, which other papers brought, relatedSentences; those of the pages about papers paperSentences.
std::span<const Sentence> helpSentences();
std::span<const Sentence> panelSentences();
std::span<const Sentence> relatedSentences();
std::span<const Sentence> paperSentences();
std::span<const Sentence> watchSentences();
std::span<const Sentence> readmeSentences();

/// A scenario run step by step, with every seed moved on by `seed`.
class Run {
  public:
    explicit Run(std::string_view scenario, std::initializer_list<std::string_view> settings = {},
                 std::int64_t seed = 0);

    /// Goes on to this step, which must not lie behind.
    Run& to(std::int64_t step);
    double now(Observable which);
    double at(std::int64_t step, Observable which) { return to(step).now(which); }
    /// |cos| of every neuron with its own mean at the current step.
    std::vector<double> ownCosines();
    /// Size of the projection of every neuron on its own mean.
    std::vector<double> ownProjections();
    /// Share of the neurons that are on the same side of their own mean as they were then.
    double shareOnTheSideOf(const NeuronTable& then);
    MarginValues margins();
    ConditionValues conditions();
    const ExperimentSpec& spec() const { return experiment_->spec(); }
    Experiment& experiment() { return *experiment_; }
    /// The first step, from the current one up to `last`, at which the observable has come to `level` from
    /// where it is now; nothing when it does not.
    std::optional<std::int64_t> firstStepWith(Observable which, double level, std::int64_t last);

  private:
    std::unique_ptr<Experiment> experiment_;
};

double meanOf(std::span<const double> values);
double meanOf(std::span<const float> values);
/// Correlation of two lists of equal length.
double correlation(std::span<const double> one, std::span<const double> other);
double shareAbove(std::span<const double> values, double level);

/// Seeds that the runs of a quick sentence are repeated for; 0 is the shipped one.
inline constexpr std::initializer_list<std::int64_t> kSeeds = {0, 100, 200};

}  // namespace featurescope::sentences
