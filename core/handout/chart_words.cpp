#include "core/handout/chart_words.h"

#include <algorithm>

#include "core/base/number_text.h"
#include "core/lesson/caption.h"

namespace featurescope {
namespace {

/// Whether the sign is uncertain anywhere, at any moment.
bool hasBand(const HandoutRun& run) {
    return std::ranges::any_of(run.frames, [](const HandoutFrame& frame) {
        return std::ranges::any_of(frame.field, [](char letter) { return letter < 'a'; });
    });
}

std::string directionLabel(const HandoutRun& run, const std::string& panel) {
    const std::optional<std::size_t> direction = directionOfPanel(panel);
    if (!direction || *direction >= run.scene->directions.size())
        return "a direction that these data do not have";
    return run.scene->directions[*direction].label;
}

std::int64_t flippedLabels(const ProjectedSamples& samples) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < samples.labels.size(); ++i)
        count += samples.labels[i] != samples.cleanLabels[i] ? 1 : 0;
    return count;
}

std::string valuesText(const HandoutRun& run, const std::string& panel, std::int64_t step) {
    std::string text;
    for (const CurveStyle& curve : curvesOf(panel)) {
        const NumberStyle style = panel == "errors" ? NumberStyle::percent : NumberStyle::plain;
        text += (text.empty() ? "" : ", ") + curve.words + " " +
                styledNumber(run.valuesAt(step)[curve.which], style);
    }
    return text;
}

}  // namespace

std::vector<CurveStyle> curvesOf(const std::string& panel) {
    if (panel == "loss") return {{Observable::trainLoss, "loss", "training loss"}};
    if (panel != "errors") return {};
    return {{Observable::trainError, "train", "train"},
            {Observable::trainErrorClean, "train-clean", "train, clean samples"},
            {Observable::trainErrorNoisy, "train-corrupted", "train, corrupted samples"},
            {Observable::testError, "test", "test, noisy labels"},
            {Observable::testErrorClean, "test-clean", "test, clean labels"}};
}

std::string titleOfPanel(const HandoutRun& run, const std::string& panel) {
    if (panel == "projection") return "Input space";
    if (panel == "neuron-plane") return "Neuron plane";
    if (panel == "errors") return "Errors";
    if (panel == "loss") return "Training loss";
    if (panel == "alignment-own") return "Own alignment";
    if (isAlignmentPanel(panel)) return "Alignment with " + directionLabel(run, panel);
    return panel;
}

std::vector<LegendEntry> legendOf(const HandoutRun& run, const ChartWish& wish) {
    std::vector<LegendEntry> entries;
    const auto isShown = [&](const std::string& layer) {
        return std::ranges::find(wish.hide, layer) == wish.hide.end();
    };
    for (const CurveStyle& curve : curvesOf(wish.panel))
        if (isShown(std::string(observables()[static_cast<std::size_t>(curve.which)].id)))
            entries.push_back({"curve " + curve.style, curve.words});
    if (wish.panel == "projection") {
        if (isShown("field")) entries.push_back({"shade s14", "answered +1"});
        if (isShown("field")) entries.push_back({"shade s0", "answered \u22121"});
        if (isShown("corrupted") && flippedLabels(run.scene->samples) > 0)
            entries.push_back({"hollow c0", "hollow: wrong label"});
        if (wish.band && isShown("field") && isShown("band") && hasBand(run))
            entries.push_back({"band", "sign uncertain"});
    }
    if (wish.panel == "neuron-plane") {
        entries.push_back({"neurons up", "vote +1"});
        entries.push_back({"neurons down", "vote \u22121"});
    }
    if (isAlignmentPanel(wish.panel)) {
        entries.push_back({"bar up", "neurons that vote +1"});
        entries.push_back({"bar down", "neurons that vote \u22121"});
        if (isShown("start")) entries.push_back({"start", "at step 0"});
    }
    return entries;
}

std::string altText(const HandoutRun& run, const std::string& panel, std::int64_t step) {
    const std::string start = titleOfPanel(run, panel) + " at step " + numberText(step) + ": ";
    if (!curvesOf(panel).empty()) return start + valuesText(run, panel, step) + ".";
    const Measurement& values = run.valuesAt(step);
    if (panel == "projection") {
        const ProjectedSamples& samples = run.scene->samples;
        return start + numberText(static_cast<std::int64_t>(samples.x.size())) + " training samples, " +
               numberText(flippedLabels(samples)) +
               " of them with a wrong label, on a plane whose colours are what the network answers. Clean "
               "test error " +
               styledNumber(values[Observable::testErrorClean], NumberStyle::percent) + ".";
    }
    const std::string median =
        "Median size of the cosine with the own mean " +
        styledNumber(values[Observable::alignmentOwnMedian], NumberStyle::twoDecimals) + ".";
    if (panel == "neuron-plane")
        return start + "every neuron by its projections on the first two means. " + median;
    return start +
           "neurons counted by their cosine, upwards those that vote +1, downwards those that vote "
           "\u22121. " +
           median;
}

}  // namespace featurescope
