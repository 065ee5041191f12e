#include "core/handout/svg_paths.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace featurescope {
namespace {

constexpr double kPlane = ChartSize::kSquare - 2 * ChartSize::kSquareMargin;

std::string markPath(const std::string& style, const std::string& d) {
    return "<path class=\"" + style + "\" d=\"" + d + "\"/>";
}

}  // namespace

double planeX(double x, double radius) { return ChartSize::kSquareMargin + (x / radius + 1) / 2 * kPlane; }

double planeY(double y, double radius) { return ChartSize::kSquareMargin + (1 - y / radius) / 2 * kPlane; }

std::string sharedShapes(const HandoutRun& run, std::size_t number) {
    const ProjectedSamples& samples = run.scene->samples;
    // By colour, and whether the label was flipped.
    std::array<std::array<std::string, 2>, 4> marks;
    for (std::size_t i = 0; i < samples.x.size(); ++i) {
        const bool isPositive = samples.cleanLabels[i] > 0;
        const bool knowsGroup = !samples.groups.empty();
        const int colour = knowsGroup ? run.scene->groups[static_cast<std::size_t>(samples.groups[i])].colour
                                      : (isPositive ? 0 : 2);
        const double x = planeX(static_cast<double>(samples.x[i]), run.scene->radius);
        const double y = planeY(static_cast<double>(samples.y[i]), run.scene->radius);
        if (!std::isfinite(x) || !std::isfinite(y)) continue;
        std::string& d = marks[static_cast<std::size_t>(std::clamp(colour, 0, 3))]
                              [samples.labels[i] != samples.cleanLabels[i] ? 1 : 0];
        d += isPositive ? "M" + coordinate(x) + " " + coordinate(y) +
                              "m-2.3 0a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0"
                        : "M" + coordinate(x) + " " + coordinate(y) + "m0-3 3 3-3 3-3-3z";
    }
    const std::string id = numberText(static_cast<std::int64_t>(number));
    std::string clean, corrupted;
    for (std::size_t colour = 0; colour < marks.size(); ++colour) {
        const std::string style = " c" + numberText(static_cast<std::int64_t>(colour));
        clean += markPath("mark" + style, marks[colour][0]);
        corrupted += markPath("hollow" + style, marks[colour][1]);
    }
    return "<g id=\"points-" + id + "\">" + clean + "</g><g id=\"corrupted-" + id + "\">" + corrupted +
           "</g>";
}

FieldPaths fieldPaths(const std::string& letters) {
    FieldPaths paths;
    constexpr double kCell = kPlane / kFieldCells;
    constexpr auto kSide = static_cast<std::size_t>(kFieldCells);
    if (letters.size() != kSide * kSide) return paths;
    const auto add = [](std::string& d, std::size_t row, std::size_t from, std::size_t to) {
        d += "M" + coordinate(ChartSize::kSquareMargin + static_cast<double>(from) * kCell) + " " +
             coordinate(ChartSize::kSquareMargin + static_cast<double>(row) * kCell) + "h" +
             coordinate(static_cast<double>(to - from) * kCell) + "v4.8h-" +
             coordinate(static_cast<double>(to - from) * kCell) + "z";
    };
    const auto isUncertain = [](char letter) { return letter < 'a'; };
    const auto shade = [&](char letter) { return isUncertain(letter) ? letter - 'A' : letter - 'a'; };
    for (std::size_t row = 0; row < kSide; ++row) {
        const std::string line = letters.substr(row * kSide, kSide);
        for (std::size_t from = 0, to = 0; from < kSide; from = to) {
            while (to < kSide && shade(line[to]) == shade(line[from])) ++to;
            add(paths.shades[static_cast<std::size_t>(shade(line[from]))], row, from, to);
        }
        for (std::size_t from = 0, to = 0; from < kSide; from = to) {
            while (to < kSide && isUncertain(line[to]) == isUncertain(line[from])) ++to;
            if (isUncertain(line[from])) add(paths.uncertain, row, from, to);
        }
    }
    return paths;
}

std::string boundaryPath(const std::vector<BoundaryLine>& lines, double radius) {
    std::string d;
    for (const BoundaryLine& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            d += (i == 0 ? "M" : "L") + coordinate(planeX(line[i].x, radius)) + " " +
                 coordinate(planeY(line[i].y, radius));
    return d;
}

std::string barsPath(const std::array<int, kBars>& counts, bool up, int top) {
    std::string d;
    const double middle = (ChartSize::kTop + ChartSize::kBottom) / 2, half = middle - ChartSize::kTop;
    constexpr double kWide = (ChartSize::kRight - ChartSize::kLeft) / static_cast<double>(kBars);
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        if (counts[bin] == 0) continue;
        // Roots, so that a bar of one neuron is seen beside one of hundreds.
        const double high = half * std::sqrt(static_cast<double>(counts[bin]) / std::max(1, top));
        d += "M" + coordinate(ChartSize::kLeft + static_cast<double>(bin) * kWide) + " " +
             coordinate(middle) + "v" + coordinate(up ? -high : high) + "h" + coordinate(kWide - 0.8) + "v" +
             coordinate(up ? high : -high) + "z";
    }
    return d;
}

std::string pointsPath(const std::vector<PlanePoint>& points, double radius) {
    std::string d;
    for (const PlanePoint& point : points)
        d += "M" + coordinate(planeX(point.x, radius)) + " " + coordinate(planeY(point.y, radius)) + "h0";
    return d;
}

int highestBar(const HandoutRun& run, const std::string& panel) {
    int highest = 1;
    for (const HandoutFrame& frame : run.frames) {
        const auto bars = frame.bars.find(panel);
        if (bars == frame.bars.end()) continue;
        for (std::size_t bin = 0; bin < kBars; ++bin)
            highest = std::max({highest, bars->second.up[bin], bars->second.down[bin]});
    }
    return highest;
}

double neuronRadius(const HandoutRun& run) {
    double radius = 0;
    for (const HandoutFrame& frame : run.frames)
        for (const std::vector<PlanePoint>* points : {&frame.neurons.up, &frame.neurons.down})
            for (const PlanePoint& point : *points)
                radius = std::max({radius, std::abs(point.x), std::abs(point.y)});
    return radius > 0 ? 1.05 * radius : 1;
}

double stepPlace(double step, double last) { return std::log10(step + 1) / std::log10(last + 1); }

std::string coordinate(double value) {
    const double rounded = std::round(10 * value) / 10;
    return numberText(rounded == 0 ? 0.0 : rounded);
}

}  // namespace featurescope
