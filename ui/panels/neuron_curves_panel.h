#pragma once

#include <optional>

#include "ui/panels/time_panel.h"
#include "ui/view_models/neuron_curves_view.h"

class QComboBox;

namespace featurescope::ui {

class NeuronCurvesLayer;

/// One thin line per neuron over the steps: projection on the own mean, norm with the bound of Lemma 14, or
/// own |cos|.
class NeuronCurvesPanel : public TimePanel {
    Q_OBJECT

  public:
    /// Neurons drawn at most, beside selected ones.
    static constexpr std::size_t kMostLines = 300;

    explicit NeuronCurvesPanel(QWidget* parent);
    PanelNeeds needs() const override {
        return {.parts = PartSet().with(SnapshotPart::activity), .wantsTheory = true};
    }
    void setLook(const Look& look) override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    QString summary() const override;
    QString numbers() const override;

  protected:
    void drawContent(const PanelContent& content) override;
    QString valueText(double value) const override;
    bool clickedAt(const QPointF& position, Qt::KeyboardModifiers modifiers) override;
    QString hoveredAt(const QPointF& position) const override;

  private:
    /// What the lines were made from.
    struct Key {
        std::uint64_t runId = 0;
        std::size_t rows = 0;
        std::int64_t step = -1;
        NeuronQuantity quantity = NeuronQuantity::projection;
        std::vector<std::int32_t> selected;
        StepAxis axis;
        bool operator==(const Key&) const = default;
    };
    /// The line under a pixel, and the index of its nearest step.
    std::optional<std::pair<const NeuronCurve*, std::size_t>> lineAt(const QPointF& position) const;
    NeuronQuantity quantity() const;
    void showValueAxis();
    void sayWhatIsShown(const Snapshot& snapshot);

    NeuronCurves curves_;
    Key madeFrom_;
    CurveData bound_;
    NeuronCurvesLayer* layer_;  // owned by the chart
    QComboBox* chooser_ = nullptr;
};

}  // namespace featurescope::ui
