#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/panels/panel.h"
#include "ui/view_models/phase_diagram_view.h"

class QComboBox;
class QKeyEvent;

namespace featurescope::ui {

class ColourBarLayer;
class LineField;
class MessageLayer;
class PhaseCellsLayer;
class PhaseCurveLayer;
class PhaseLinesLayer;
class PlotPointer;

/// A run of a sweep that somebody wants to see.
struct WantedRun {
    ExperimentSpec spec{};
    std::int64_t step = 0;
    std::string engine{};   ///< that computed it; empty when unknown
    bool compares = false;  ///< beside the present run instead of in its place
};

/// The phase diagram of a sweep, or the curve of one with a single axis, at the step that is shown. Metric,
/// statistic and levels are choices; a click or Shift+Enter on a cell asks for its run.
class PhaseDiagramPanel : public Panel {
    Q_OBJECT

  public:
    explicit PhaseDiagramPanel(QWidget* parent);
    ~PhaseDiagramPanel() override;
    /// The result that is drawn; null for none. Unlike everything else in a panel it belongs to no moment.
    void setSweep(std::shared_ptr<const SweepResult> sweep);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    QString summary() const override;
    QString numbers() const override;

  Q_SIGNALS:
    void runWanted(const featurescope::ui::WantedRun& run);

  protected:
    bool event(QEvent* event) override;

  private:
    using Cell = std::pair<std::size_t, std::size_t>;  // column, row

    /// What the user has chosen otherwise than the sweep does.
    struct Own {
        std::optional<Observable> metric;
        std::optional<SeedStatistic> statistic;
        std::optional<double> threshold;
        std::optional<std::vector<double>> levels;
    };

    void addChoosers();
    void showChoosers();
    PhaseChoice choice() const;
    void choose(Own own);
    void takeLevels();
    void redraw();
    void showAxes();
    void showValueAxis();
    void fillLegend();
    void followRun();
    Cell cellAt(const QPointF& pixel) const;
    QString readoutAt(const QPointF& pixel) const;
    bool takeKey(QKeyEvent& event);
    void focusOn(std::optional<Cell> cell);
    void ask(const Cell& cell, bool compares);

    PhaseCellsLayer* cells_;  // layers are owned by the chart
    PhaseLinesLayer* lines_;
    PhaseCurveLayer* curve_;
    ColourBarLayer* bar_;
    MessageLayer* message_;
    PlotPointer* pointer_;            // owned by the plot
    QComboBox *metric_, *statistic_;  // owned by the panel
    LineField* levels_;
    std::vector<Observable> metrics_;  // in the order of the chooser
    Own own_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::shared_ptr<const SweepResult> sweep_;
    std::shared_ptr<const PhaseDiagramView> view_;
    std::optional<PhaseChoice> shownChoice_;  // that view_ was made for
    std::optional<Cell> focused_;             // by keys
    std::string presentKey_;                  // of the run on screen
    std::optional<std::uint64_t> presentRun_;
};

}  // namespace featurescope::ui
