#include "tests/support/drawn_figure.h"

#include <gtest/gtest.h>

#include <QWidget>
#include <algorithm>
#include <cmath>

#include "core/run/staged_run.h"
#include "core/run/theory_session.h"
#include "ui/exporting/moment.h"
#include "ui/panels/panel.h"

namespace featurescope::test {
namespace {

std::vector<double> arrayNamed(const std::vector<NpzEntry>& entries, const std::string& name,
                               std::vector<std::size_t>& shape) {
    for (const NpzEntry& entry : entries) {
        if (entry.name != name) continue;
        shape = entry.array.shape;
        if (const auto* values = std::get_if<std::vector<float>>(&entry.array.values))
            return {values->begin(), values->end()};
        return std::get<std::vector<double>>(entry.array.values);
    }
    return {};
}

}  // namespace

double PlainNetwork::along(std::size_t j, int mean) const {
    double sum = 0;
    for (std::size_t k = 0; k < dimension; ++k)
        sum += w[j * dimension + k] * mu[static_cast<std::size_t>(mean) * dimension + k];
    return sum;
}

double PlainNetwork::norm(std::size_t j) const {
    double sum = 0;
    for (std::size_t k = 0; k < dimension; ++k) sum += w[j * dimension + k] * w[j * dimension + k];
    return std::sqrt(sum);
}

double PlainNetwork::output(double x, double y, const std::vector<double>& across) const {
    double f = 0;
    for (std::size_t j = 0; j < neurons; ++j) {
        double z = x * along(j, 0) + y * along(j, 1);
        for (std::size_t k = 0; k < across.size(); ++k) z += w[j * dimension + k] * across[k];
        f += a[j] * std::max(0.0, z);
    }
    return f;
}

PlainNetwork networkAt(const ExperimentSpec& spec, std::int64_t step) {
    const auto run = makeExperiment(spec, {}, nullptr, {});
    while (run->step() < step) run->advance();
    const std::vector<NpzEntry> arrays = run->finalArrays();
    PlainNetwork network;
    std::vector<std::size_t> shape;
    network.a = arrayNamed(arrays, "a", shape);
    network.mu = arrayNamed(arrays, "mu", shape);
    network.w = arrayNamed(arrays, "W", shape);
    if (network.a.empty() || network.w.empty()) {
        ADD_FAILURE() << "a or W is not there";
        return network;
    }
    network.neurons = shape[0];
    network.dimension = shape[1];
    return network;
}

DrawnFigure::DrawnFigure(const ExperimentSpec& spec, std::int64_t step, const QString& panel,
                         const QJsonObject& options, const std::vector<std::int32_t>& neurons)
    : figure_(ui::panelSubject(panel, options), {.size = {900, 640}, .fieldRows = 96, .keepsText = true}) {
    StagedRun run(spec, {}, nullptr, {});
    run.advanceTo(step);
    ui::MomentMaker maker(run, nullptr);
    content_ = ui::showMoment(maker, figure_);
    if (!neurons.empty()) showPicked(neurons);
    svg_ = figure_.svg();
    picture_ = readSvg(svg_);
    const ui::Panel& drawn = *figure_.panels().front();
    plot_ = drawn.findChild<ui::PlotView*>(QStringLiteral("plot"));
    corner_ = plot_->viewport()->mapTo(drawn.parentWidget(), QPoint());
}

void DrawnFigure::showPicked(const std::vector<std::int32_t>& neurons) {
    const Snapshot& now = *content_.snapshot;
    TheorySession session(0);
    session.request({now.runId, now.spec, now.step, now.step, neurons, now.scene});
    do {
        content_.theory = session.wait({});
        ASSERT_NE(content_.theory, nullptr);
    } while (content_.theory->paths.size() < neurons.size() ||
             content_.theory->paths[0].points.back().first < now.step);
    content_.selection.neurons = neurons;
    figure_.show(content_);
}

QPointF DrawnFigure::valueAt(const QPointF& place) const {
    const ui::PlotMapping map = plot_->mapping();
    return {map.xAt(place.x() - corner_.x()), map.yAt(place.y() - corner_.y())};
}

QPointF DrawnFigure::placeOf(double x, double y) const { return plot_->mapping().at(x, y) + corner_; }

}  // namespace featurescope::test
