#include "core/lesson/lesson_names.h"

#include <algorithm>
#include <array>

#include "core/base/number_text.h"
#include "core/observables/observable_table.h"

namespace featurescope {
namespace {

// Files name panels and layers, so these lists only grow.
constexpr std::array<std::string_view, 21> kPanels{
    "projection", "alignment-mu1", "alignment-mu2", "alignment-own", "ridge",      "errors",
    "loss",       "margins",       "neuron-plane",  "neuron-curves", "conditions", "spectrum",
    "baselines",  "target",        "rank",          "parts",         "kernel",     "features",
    "surrogate",  "pattern",       "phase-diagram"};

constexpr std::array<std::string_view, 10> kLayers{"points", "corrupted", "field", "boundary", "band",
                                                   "ideal",  "bars",      "start", "law",      "predicted"};

template <typename List>
std::string joinedNames(const List& names) {
    std::string text;
    for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

}  // namespace

bool isPanelName(std::string_view id) {
    constexpr std::string_view kNumbered = "alignment-";
    if (std::ranges::find(kPanels, id) != kPanels.end()) return true;
    if (!id.starts_with(kNumbered)) return false;
    const std::string_view number = id.substr(kNumbered.size());
    const bool isPlain = !number.empty() && number.front() != '0' &&
                         std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    return isPlain && parseInteger(number).has_value();
}

std::string allowedPanelNames() {
    return "one of " + joinedNames(kPanels) + ", alignment-1, alignment-2 and so on";
}

bool isLayerName(std::string_view id) {
    return std::ranges::find(kLayers, id) != kLayers.end() || observableNamed(id).has_value();
}

std::string allowedLayerNames() {
    return "one of " + joinedNames(kLayers) + ", or the column of a curve, as test_error_clean";
}

}  // namespace featurescope
