#pragma once

#include "ui/panels/panel.h"
#include "ui/view_models/neuron_plane_view.h"

class QPushButton;

namespace featurescope::ui {

class PlaneBackdropLayer;
class PlaneNeuronsLayer;
class PlotPointer;

/// Every neuron at its projections on the first two directions of the data, with trails, ghosts of the start,
/// the band of Condition 10, the flow that theory foretells and the predicted paths of selected neurons.
class NeuronPlanePanel : public Panel {
    Q_OBJECT

  public:
    /// Trails drawn at most, beside those of selected neurons.
    static constexpr std::size_t kMostTrails = 200;

    explicit NeuronPlanePanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;
    PanelNeeds needs() const override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    QString numbers() const override;

  private:
    /// What the backdrop was made from.
    struct Key {
        std::uint64_t runId = 0;
        std::size_t rows = 0;
        double radius = 0, aspect = 0, band = 0;
        bool trails = true, flow = true;
        bool operator==(const Key&) const = default;
    };
    void redraw();
    /// What is drawn along the axes.
    std::array<QString, 2> axisNames() const;
    void showAxes();
    void showBackdrop(const Snapshot& snapshot);
    /// A band that holds every neuron says nothing and is not drawn.
    bool showsBand() const;
    void fillLegend();
    void sayWhatIsShown(const Snapshot& snapshot);
    std::optional<std::int32_t> neuronAt(const QPointF& position) const;
    QString readoutAt(const QPointF& pixel) const;
    void pick(const QPointF& pixel, Qt::KeyboardModifiers modifiers);

    PanelContent content_;
    std::vector<PlaneNeuronMark> marks_;
    std::shared_ptr<const RunScene> scene_;
    std::vector<PlaneNeuronMark> start_;
    double radius_ = 1;
    bool drawing_ = false;  // the axes' texts move the plot, which must not start over
    Key madeFrom_;
    std::size_t legendPins_ = 0;  // what the legend has been filled for
    bool legendBand_ = false;
    PlaneBackdropLayer* backdrop_;  // owned by the chart
    PlaneNeuronsLayer* neurons_;    // owned by the chart
    PlotPointer* pointer_;          // owned by the plot
    QPushButton* trails_;
    QPushButton* flow_;
};

}  // namespace featurescope::ui
