#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/name_table.h"

namespace featurescope {

/// A bound on a measured value, in files `at_least` or `at_most`.
enum class Bound { atLeast, atMost };

/// Under which heading a scenario stands in lists.
enum class ScenarioGroup {
    featureAmplification,
    lazyAndRich,
    implicitBias,
    harmlessOverfitting,
    oneStep,
    otherNetworks,
};

template <>
struct NameTable<ScenarioGroup> {
    static constexpr std::array kinds{
        NamedKind<ScenarioGroup>{ScenarioGroup::featureAmplification, "feature-amplification",
                                 "Features grow from a random start."},
        NamedKind<ScenarioGroup>{ScenarioGroup::lazyAndRich, "lazy-and-rich",
                                 "Learning with and without moving features."},
        NamedKind<ScenarioGroup>{ScenarioGroup::implicitBias, "implicit-bias",
                                 "Which of many solutions training chooses."},
        NamedKind<ScenarioGroup>{ScenarioGroup::harmlessOverfitting, "harmless-overfitting",
                                 "Fitting corrupted labels, with and without harm."},
        NamedKind<ScenarioGroup>{ScenarioGroup::oneStep, "one-step", "What a single step can do."},
        NamedKind<ScenarioGroup>{ScenarioGroup::otherNetworks, "other-networks",
                                 "Networks beyond two layers of ReLU neurons."},
    };
};

/// The page a scenario opens with.
enum class OpeningLayout { lecture, explore, theory };

template <>
struct NameTable<OpeningLayout> {
    static constexpr std::array kinds{
        NamedKind<OpeningLayout>{OpeningLayout::lecture, "lecture", "Four large panels."},
        NamedKind<OpeningLayout>{OpeningLayout::explore, "explore", "Neurons, samples and curves."},
        NamedKind<OpeningLayout>{OpeningLayout::theory, "theory", "What was predicted and what happened."},
    };
};

/// How steps are spread along the time axes.
enum class TimeAxis { automatic, linear, logarithmic };

template <>
struct NameTable<TimeAxis> {
    static constexpr std::array kinds{
        NamedKind<TimeAxis>{TimeAxis::automatic, "automatic", "As suits the length of the run."},
        NamedKind<TimeAxis>{TimeAxis::linear, "linear", "Each step as wide as the other."},
        NamedKind<TimeAxis>{TimeAxis::logarithmic, "log", "Early steps have as much room as late ones."},
    };
};

/// How fast a run plays.
struct OpeningSpeed {
    enum class Kind { steady, logarithmic, full };
    Kind kind = Kind::logarithmic;
    double stepsPerSecond = 0;  ///< of a steady one, > 0
    bool operator==(const OpeningSpeed&) const = default;
};

/// What a panel is set to, as JSON text of one object; panels take what they know of it.
struct OpeningOptions {
    std::string panel;  ///< its id
    std::string json;
    bool operator==(const OpeningOptions&) const = default;
};

/// How the window shows a scenario when it opens; what is not said stays as it is.
struct ScenarioPresentation {
    std::optional<OpeningLayout> layout;
    std::vector<std::string> panels;  ///< ids; they take the places of the layout, the first the largest
    std::optional<OpeningSpeed> speed;
    std::optional<TimeAxis> timeAxis;
    std::vector<OpeningOptions> options;
    bool operator==(const ScenarioPresentation&) const = default;
};

/// A setting that is to be another one.
struct SettingChange {
    std::string key;   ///< dotted path, as for --set
    std::string json;  ///< the value as JSON text
    bool operator==(const SettingChange&) const = default;
};

/// A run that belongs beside a scenario: another scenario, or this one with other settings.
struct Comparison {
    std::string label;
    std::string scenario;            ///< its name; empty when there are changes
    std::vector<SettingChange> set;  ///< empty when there is a name
    bool operator==(const Comparison&) const = default;
};

/// A named moment: the first step at which the column `metric` is at least or at most `value`.
struct LandmarkRule {
    std::string label, metric;
    Bound bound = Bound::atLeast;
    double value = 0;
    bool operator==(const LandmarkRule&) const = default;
};

/// What a scenario file says beside the experiment; no run depends on it.
struct ScenarioOpening {
    std::optional<ScenarioGroup> group;
    ScenarioPresentation presentation;
    std::vector<Comparison> compare;
    std::vector<LandmarkRule> landmarks;
    std::vector<std::string> columns;  ///< those that `watch` speaks of
    bool operator==(const ScenarioOpening&) const = default;
};

}  // namespace featurescope
