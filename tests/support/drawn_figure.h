#pragma once

#include <gtest/gtest.h>

#include <QJsonObject>
#include <cstdint>
#include <vector>

#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "tests/support/svg_picture.h"
#include "ui/exporting/figure.h"
#include "ui/panels/plot_view.h"

namespace featurescope::test {

/// A network as plain numbers, from a run of its own: what drawings are compared with.
struct PlainNetwork {
    std::size_t neurons = 0, dimension = 0;
    std::vector<double> w;   ///< m x d, a row is a neuron
    std::vector<double> a;   ///< m
    std::vector<double> mu;  ///< 2 x d; empty when the data have no means

    double along(std::size_t j, int mean) const;  ///< <w_j, mu>, mean 0 or 1
    double norm(std::size_t j) const;
    /// f at the point x mu1 + y mu2 + across.
    double output(double x, double y, const std::vector<double>& across = {}) const;
};
PlainNetwork networkAt(const ExperimentSpec& spec, std::int64_t step);

/// A panel of a scenario at a step, with these neurons picked out, exported as SVG and read back.
class DrawnFigure {
  public:
    DrawnFigure(const ExperimentSpec& spec, std::int64_t step, const QString& panel,
                const QJsonObject& options = {}, const std::vector<std::int32_t>& neurons = {});

    const SvgPicture& picture() const { return picture_; }
    const QByteArray& svg() const { return svg_; }
    const ui::PanelContent& content() const { return content_; }
    const ui::Palette& palette() const { return plot_->look().palette; }
    const ui::PlotView& plot() const { return *plot_; }
    /// What a place on the page means on the axes of the plot, and back.
    QPointF valueAt(const QPointF& place) const;
    QPointF placeOf(double x, double y) const;

  private:
    void showPicked(const std::vector<std::int32_t>& neurons);

    ui::Figure figure_;
    ui::PanelContent content_;
    ui::PlotView* plot_ = nullptr;
    QPointF corner_;
    QByteArray svg_;
    SvgPicture picture_;
};

/// A scenario at a step.
struct DrawnMoment {
    const char* scenario;
    std::int64_t step;
};

/// What tests of drawings know of the moment that they draw.
class AtMoment : public testing::TestWithParam<DrawnMoment> {
  protected:
    ExperimentSpec spec() const { return scenarioNamed(GetParam().scenario); }
    std::int64_t step() const { return GetParam().step; }
};

}  // namespace featurescope::test
