#include "core/handout/handout_run.h"

#include <algorithm>
#include <cmath>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/lesson/lesson_run.h"
#include "core/recording/recording_schedule.h"

namespace featurescope {
namespace {

/// As between which of 10 and 90 % of the inputs that a point stands for the window calls the sign uncertain.
constexpr float kCertainlyNegative = 0.1F, kCertainlyPositive = 0.9F;

/// Median of |f|, of which the shades are measured.
float typicalSize(const std::vector<float>& values) {
    std::vector<float> sizes;
    for (const float value : values)
        if (std::isfinite(value)) sizes.push_back(std::abs(value));
    if (sizes.empty()) return 0;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    return *middle;
}

char shadeOf(float value, float scale) {
    const float t = scale > 0 && std::isfinite(value) ? value / scale : 0.0F;
    const float squashed = t / (1 + std::abs(t));
    // The sign must show however small the value is.
    const auto size = static_cast<int>(std::ceil(std::abs(squashed) * kFieldShades - 1e-6F));
    return static_cast<char>('h' + (value > 0 ? size : -size));
}

std::size_t place(int row, int width, int column) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column);
}

std::string fieldLetters(const StateView& view) {
    std::string letters;
    const float scale = 1.6F * typicalSize(view.field.values);
    const bool hasBand = view.positiveShare.width > 0 && view.positiveShare.height > 0;
    for (int row = 0; row < view.field.height; ++row) {
        for (int column = 0; column < view.field.width; ++column) {
            char letter = shadeOf(view.field.values[place(row, view.field.width, column)], scale);
            if (hasBand) {
                const int y = row * view.positiveShare.height / view.field.height;
                const int x = column * view.positiveShare.width / view.field.width;
                const float share = view.positiveShare.values[place(y, view.positiveShare.width, x)];
                if (share > kCertainlyNegative && share < kCertainlyPositive)
                    letter = static_cast<char>(letter - 'a' + 'A');
            }
            letters += letter;
        }
    }
    return letters;
}

NeuronBars barsOf(const NeuronTable& neurons, std::optional<std::size_t> direction) {
    NeuronBars bars{.low = direction ? -1.0 : 0.0};
    for (std::size_t j = 0; j < neurons.outputWeight.size(); ++j) {
        const std::int8_t sign = neurons.signOf(j);
        if (sign == 0) continue;
        const double cosine =
            direction ? neurons.cosines[*direction][j] : std::abs(neurons.cosines[neurons.own->of(sign)][j]);
        if (!std::isfinite(cosine)) continue;
        const double place = (cosine - bars.low) / (1 - bars.low) * static_cast<double>(kBars);
        const auto bin = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(kBars - 1)));
        ++(sign > 0 ? bars.up : bars.down)[bin];
    }
    return bars;
}

bool hasBars(const NeuronTable& neurons, std::optional<std::size_t> direction) {
    return direction ? *direction < neurons.directions() : neurons.own.has_value();
}

NeuronPoints pointsOf(const NeuronTable& neurons) {
    NeuronPoints points;
    if (neurons.projections.size() < 2) return points;
    for (std::size_t j = 0; j < neurons.outputWeight.size(); ++j) {
        if (neurons.signOf(j) == 0) continue;
        const PlanePoint point{neurons.projections[0][j], neurons.projections[1][j]};
        (neurons.signOf(j) > 0 ? points.up : points.down).push_back(point);
    }
    return points;
}

HandoutFrame frameOf(Experiment& experiment, const HandoutWish& wish, double radius) {
    ViewRequest request;
    request.field.area = {-radius, radius, -radius, radius};
    const bool wantsField = wish.panels.contains("projection");
    request.field.width = request.field.height = wantsField ? kFieldCells : 0;
    request.field.wantsBand = wish.wantsBand;
    const StateView view = experiment.view(request);
    HandoutFrame frame;
    frame.step = experiment.step();
    frame.field = fieldLetters(view);
    frame.boundary = view.boundary;
    for (const std::string& panel : wish.panels) {
        const std::optional<std::size_t> direction = directionOfPanel(panel);
        if (isAlignmentPanel(panel) && hasBars(view.neurons, direction))
            frame.bars[panel] = barsOf(view.neurons, direction);
    }
    if (wish.panels.contains("neuron-plane")) frame.neurons = pointsOf(view.neurons);
    return frame;
}

/// Text that a shell takes as one word.
std::string shellWord(const std::string& text) {
    const bool isPlain = std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("=._-+,:/").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (isPlain) return text;
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string commandOf(const LessonRun& run, std::int64_t step) {
    std::string command = "featurescope";
    if (!run.scenario.empty())
        command += " " + shellWord(run.scenario);
    else
        command += " " + shellWord(run.name + ".json");
    for (const std::string& setting : run.settings)
        if (!run.scenario.empty()) command += " --set " + shellWord(setting);
    return command + " --run-to " + numberText(step);
}

template <typename Rows>
auto& rowAt(Rows& rows, std::int64_t step) {
    const auto after = std::ranges::upper_bound(rows, step, {}, [](const auto& row) { return row.step; });
    return after == rows.begin() ? rows.front() : *std::prev(after);
}

}  // namespace

const HandoutFrame& HandoutRun::frameAt(std::int64_t step) const { return rowAt(frames, step); }

const Measurement& HandoutRun::valuesAt(std::int64_t step) const { return rowAt(rows, step).values; }

std::optional<std::size_t> directionOfPanel(const std::string& panel) {
    if (panel == "alignment-mu1") return 0;
    if (panel == "alignment-mu2") return 1;
    if (!isAlignmentPanel(panel) || panel == "alignment-own") return std::nullopt;
    const std::optional<std::int64_t> number =
        parseInteger(panel.substr(std::string_view("alignment-").size()));
    return number && *number > 0 ? std::optional(static_cast<std::size_t>(*number - 1)) : std::nullopt;
}

bool isAlignmentPanel(const std::string& panel) { return panel.starts_with("alignment-"); }

HandoutRun recordRun(const LessonRun& run, const HandoutWish& wish, const LearnerOptions& options,
                     const std::stop_token& stop) {
    HandoutRun record{.name = run.name,
                      .spec = run.spec,
                      .command = commandOf(run, *wish.frames.rbegin()),
                      .scene = nullptr,
                      .frames = {},
                      .rows = {},
                      .weightsSha256 = {}};
    std::set<std::int64_t> steps = wish.frames;
    for (std::int64_t step = 0; step < *wish.frames.rbegin(); step = nextLogarithmicStep(step))
        steps.insert(step);
    const auto visit = [&](Experiment& experiment) {
        if (!record.scene) record.scene = experiment.scene({});
        record.rows.push_back({experiment.step(), experiment.measure(MeasureDepth::everything)});
        if (!wish.frames.contains(experiment.step())) return;
        record.frames.push_back(frameOf(experiment, wish, record.scene->radius));
        if (experiment.step() == *wish.frames.rbegin()) record.weightsSha256 = experiment.weightsSha256();
    };
    if (const std::optional<Divergence> broken = walkRun(run, options, stop, steps, visit))
        throw InputError("The run \"" + run.name + "\" does not reach step " +
                         numberText(*wish.frames.rbegin()) + ": " + broken->message);
    return record;
}

}  // namespace featurescope
