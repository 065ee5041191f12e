#include "core/handout/handout_data.h"

#include <algorithm>
#include <cmath>

#include "core/handout/svg_chart.h"
#include "core/io/json.h"

namespace featurescope {
namespace {

/// Five significant digits: more than a screen can show.
Json shortNumber(double value) {
    if (!std::isfinite(value)) return nullptr;
    if (value == 0) return 0;
    const double unit = std::pow(10.0, 4 - std::floor(std::log10(std::abs(value))));
    return std::round(value * unit) / unit;
}

Json barsJson(const HandoutRun& run, const std::string& panel) {
    Json counts = Json::array();
    for (const HandoutFrame& frame : run.frames) {
        const NeuronBars& bars = frame.bars.at(panel);
        counts.push_back({{"up", bars.up}, {"down", bars.down}});
    }
    return {{"low", run.frames.front().bars.at(panel).low},
            {"top", highestBar(run, panel)},
            {"counts", std::move(counts)}};
}

Json rowsJson(const HandoutRun& run) {
    Json rows = {{"steps", Json::array()}};
    for (const TimelineRow& row : run.rows) rows["steps"].push_back(row.step);
    for (const std::string panel : {"errors", "loss"}) {
        for (const CurveStyle& curve : curvesOf(panel)) {
            Json values = Json::array();
            for (const TimelineRow& row : run.rows) values.push_back(shortNumber(row.values[curve.which]));
            rows[panel].push_back({{"words", curve.words}, {"values", std::move(values)}});
        }
    }
    return rows;
}

Json runJson(const HandoutRun& run) {
    Json steps = Json::array(), fields = Json::array(), boundary = Json::array(), neurons = Json::array();
    const double radius = neuronRadius(run);
    for (const HandoutFrame& frame : run.frames) {
        steps.push_back(frame.step);
        fields.push_back(frame.field);
        boundary.push_back(boundaryPath(frame.boundary, run.scene->radius));
        neurons.push_back({pointsPath(frame.neurons.up, radius), pointsPath(frame.neurons.down, radius)});
    }
    Json bars = Json::object();
    for (const auto& [panel, unused] : run.frames.front().bars) bars[panel] = barsJson(run, panel);
    return {{"steps", std::move(steps)},     {"radius", run.scene->radius},
            {"fields", std::move(fields)},   {"boundary", std::move(boundary)},
            {"neurons", std::move(neurons)}, {"bars", std::move(bars)},
            {"rows", rowsJson(run)}};
}

Json pageJson(const HandoutPage& page) {
    const PagePlay* const play = page.page->play();
    return {{"steps", page.steps},
            {"start", page.start},
            {"end", page.end},
            {"seconds", play ? play->seconds : PagePlay{}.seconds},
            {"log", play && play->time == PlayTime::logarithmic},
            {"numbers", page.numbers}};
}

}  // namespace

std::string handoutData(const HandoutContent& content) {
    Json runs = Json::array(), pages = Json::array();
    for (const HandoutRun& run : content.runs) runs.push_back(runJson(run));
    for (const HandoutPage& page : content.pages) pages.push_back(pageJson(page));
    const std::string text = jsonText(Json{{"runs", std::move(runs)}, {"pages", std::move(pages)}}, false);
    // An element of HTML ends where its end tag stands, whatever is around it.
    std::string safe;
    for (const char c : text) safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
    return safe;
}

}  // namespace featurescope
