#include "core/handout/svg_chart.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "core/handout/chart_words.h"
#include "core/io/xml_text.h"

namespace featurescope {
namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// The start of a picture: its size, and what it shows for those who do not see it.
std::string opened(const std::string& size, const std::string& kind, const std::string& alt) {
    return "<svg viewBox=\"0 0 " + size + "\" role=\"img\" class=\"" + kind + "\" aria-label=\"" +
           xmlEscaped(alt) + "\">";
}

std::string path(const std::string& style, const std::string& d) {
    return "<path class=\"" + style + "\" d=\"" + d + "\"/>";
}

std::string words(double x, double y, const std::string& style, const std::string& text) {
    return "<text x=\"" + coordinate(x) + "\" y=\"" + coordinate(y) + "\" class=\"" + style + "\">" +
           xmlEscaped(text) + "</text>";
}

std::string strong(const ChartWish& wish, const std::string& layer) {
    return layer + (has(wish.emphasise, layer) ? " strong" : "");
}

/// The lines |u| = |v| of the two directions, the best rule for clusters on a cross.
std::string idealPath(const RunScene& scene) {
    if (scene.directions.size() != 2 || !scene.startNeurons.own) return {};
    std::string d;
    for (const double sign : {1.0, -1.0}) {
        const double x = scene.directionsOnPlane[0].x + sign * scene.directionsOnPlane[1].x;
        const double y = scene.directionsOnPlane[0].y + sign * scene.directionsOnPlane[1].y;
        const double length = std::max(std::abs(x), std::abs(y));
        if (!(length > 0)) return {};
        const PlanePoint end{x / length * scene.radius, y / length * scene.radius};
        d += boundaryPath({{{-end.x, -end.y}, end}}, scene.radius);
    }
    return d;
}

std::string projectionSvg(const HandoutRun& run, const ChartWish& wish) {
    const HandoutFrame& frame = run.frameAt(wish.step);
    const std::string number = numberText(static_cast<std::int64_t>(wish.run));
    std::string svg = opened("320 320", "projection", altText(run, wish.panel, wish.step));
    svg += "<g clip-path=\"url(#plane)\">";
    if (!has(wish.hide, "field")) {
        const FieldPaths field = fieldPaths(frame.field);
        svg += "<g class=\"field\">";
        for (std::size_t i = 0; i < field.shades.size(); ++i)
            svg += path("shade s" + numberText(static_cast<std::int64_t>(i)), field.shades[i]);
        svg += "</g>";
        if (wish.band && !has(wish.hide, "band")) svg += path("band", field.uncertain);
    }
    if (!has(wish.hide, "ideal")) svg += path(strong(wish, "ideal"), idealPath(*run.scene));
    if (!has(wish.hide, "points")) svg += "<use href=\"#points-" + number + "\"/>";
    if (!has(wish.hide, "corrupted")) svg += "<use href=\"#corrupted-" + number + "\"/>";
    if (!has(wish.hide, "boundary")) {
        const std::string d = boundaryPath(frame.boundary, run.scene->radius);
        svg += path("halo", d) + path(strong(wish, "boundary"), d);
    }
    return svg + "</g><rect class=\"frame\" x=\"8\" y=\"8\" width=\"304\" height=\"304\"/></svg>";
}

std::string neuronPlaneSvg(const HandoutRun& run, const ChartWish& wish) {
    const NeuronPoints& neurons = run.frameAt(wish.step).neurons;
    const double radius = neuronRadius(run);
    std::string svg = opened("320 320", "neuron-plane", altText(run, wish.panel, wish.step));
    svg += path("axis", "M8 160H312M160 8V312");
    svg += path("neurons up", pointsPath(neurons.up, radius)) +
           path("neurons down", pointsPath(neurons.down, radius));
    return svg + "<rect class=\"frame\" x=\"8\" y=\"8\" width=\"304\" height=\"304\"/></svg>";
}

std::string barsSvg(const HandoutRun& run, const ChartWish& wish) {
    const auto found = run.frameAt(wish.step).bars.find(wish.panel);
    if (found == run.frameAt(wish.step).bars.end()) return {};
    const NeuronBars& bars = found->second;
    const NeuronBars& start = run.frames.front().bars.at(wish.panel);
    const int top = highestBar(run, wish.panel);
    std::string svg = opened("400 300", "bars", altText(run, wish.panel, wish.step));
    const double middle = (ChartSize::kTop + ChartSize::kBottom) / 2;
    svg += path("grid", "M46 12V264M217 12V264M388 12V264");
    if (!has(wish.hide, "bars"))
        svg +=
            path("bar up", barsPath(bars.up, true, top)) + path("bar down", barsPath(bars.down, false, top));
    if (!has(wish.hide, "start"))
        svg += path("start", barsPath(start.up, true, top) + barsPath(start.down, false, top));
    svg += path("axis", "M46 " + coordinate(middle) + "H388");
    for (const double share : {0.0, 0.5, 1.0}) {
        const double x = ChartSize::kLeft + share * (ChartSize::kRight - ChartSize::kLeft);
        svg += words(x, 282, "tick middle", numberText(bars.low + share * (1 - bars.low)));
    }
    svg += words(42, ChartSize::kTop + 8, "tick end", numberText(static_cast<std::int64_t>(top)));
    svg += words(42, middle + 4, "tick end", "0");
    svg += words(42, ChartSize::kBottom, "tick end", numberText(static_cast<std::int64_t>(top)));
    return svg + words(217, 297, "tick middle", "cosine of each neuron") + "</svg>";
}

std::string curvePath(const HandoutRun& run, Observable which, double last, double top) {
    std::string d;
    bool joins = false;
    for (const TimelineRow& row : run.rows) {
        const double value = row.values[which];
        if (!std::isfinite(value)) {
            joins = false;
            continue;
        }
        const double x = ChartSize::kLeft + stepPlace(static_cast<double>(row.step), last) *
                                                (ChartSize::kRight - ChartSize::kLeft);
        const double y =
            ChartSize::kBottom - std::clamp(value / top, 0.0, 1.0) * (ChartSize::kBottom - ChartSize::kTop);
        d += (joins ? "L" : "M") + coordinate(x) + " " + coordinate(y);
        joins = true;
    }
    return d;
}

std::string timeAxis(double last) {
    std::string svg;
    double lastLabel = -1;
    for (double power = 1; power <= last; power *= 10) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double step = factor * power;
            const double place = stepPlace(step, last);
            if (step > last || place - lastLabel < 0.09) continue;
            lastLabel = place;
            const double x = ChartSize::kLeft + place * (ChartSize::kRight - ChartSize::kLeft);
            // That of the end has no room to its right.
            svg += place > 0.97 ? words(ChartSize::kWidth, 282, "tick end", numberText(step))
                                : words(x, 282, "tick middle", numberText(step));
        }
    }
    return svg + words(ChartSize::kLeft, 282, "tick middle", "0") +
           words(217, 297, "tick middle", "step (logarithmic)");
}

std::string curvesSvg(const HandoutRun& run, const ChartWish& wish) {
    const auto last = static_cast<double>(std::max<std::int64_t>(1, run.frames.back().step));
    const double top = curveTop(run, wish.panel);
    std::string svg = opened("400 300", "curves", altText(run, wish.panel, wish.step));
    for (int i = 0; i <= 4; ++i) {
        const double y = ChartSize::kBottom - i * (ChartSize::kBottom - ChartSize::kTop) / 4;
        svg += path("grid", "M46 " + coordinate(y) + "H388");
        const std::string label = wish.panel == "errors" ? numberText(25 * std::int64_t{i}) + " %"
                                                         : numberText(std::round(top * i / 4 * 1e4) / 1e4);
        svg += words(42, y + 4, "tick end", label);
    }
    const double shown =
        stepPlace(static_cast<double>(wish.step), last) * (ChartSize::kRight - ChartSize::kLeft);
    // A curve is there up to the step on screen; the script widens this.
    svg += "<svg class=\"past\" x=\"0\" y=\"0\" width=\"" + coordinate(ChartSize::kLeft + shown + 2) +
           "\" height=\"300\">";
    for (const CurveStyle& curve : curvesOf(wish.panel)) {
        const std::string id(observables()[static_cast<std::size_t>(curve.which)].id);
        if (has(wish.hide, id)) continue;
        svg += path("curve " + curve.style + (has(wish.emphasise, id) ? " strong" : ""),
                    curvePath(run, curve.which, last, top));
    }
    svg += "</svg><line class=\"cursor\" x1=\"" + coordinate(ChartSize::kLeft + shown) + "\" x2=\"" +
           coordinate(ChartSize::kLeft + shown) + "\" y1=\"12\" y2=\"264\"/>";
    return svg + timeAxis(last) + "</svg>";
}

}  // namespace

Chart chartOf(const HandoutRun& run, const ChartWish& wish) {
    Chart chart{.svg = {}, .title = titleOfPanel(run, wish.panel), .legend = {}};
    if (wish.panel == "projection") chart.svg = projectionSvg(run, wish);
    if (isAlignmentPanel(wish.panel)) chart.svg = barsSvg(run, wish);
    if (wish.panel == "neuron-plane" && run.scene->directions.size() >= 2)
        chart.svg = neuronPlaneSvg(run, wish);
    if (!curvesOf(wish.panel).empty()) chart.svg = curvesSvg(run, wish);
    if (!chart.svg.empty()) chart.legend = legendOf(run, wish);
    return chart;
}

double curveTop(const HandoutRun& run, const std::string& panel) {
    if (panel == "errors") return 1;
    double top = 0;
    for (const TimelineRow& row : run.rows)
        if (std::isfinite(row.values[Observable::trainLoss]))
            top = std::max(top, row.values[Observable::trainLoss]);
    return top > 0 ? top : 1;
}

}  // namespace featurescope
