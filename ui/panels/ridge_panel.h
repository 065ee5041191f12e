#pragma once

#include <array>

#include "ui/panels/panel.h"
#include "ui/panels/ridge_layer.h"

class QAction;
class QPushButton;

namespace featurescope::ui {

class PlotPointer;
class StepMarksLayer;

/// The histograms of the cosines at every recorded step, side by side along a logarithmic time axis, and
/// lines of the neurons that are picked out. A click asks for the recorded step under the pointer.
class RidgePanel : public Panel {
    Q_OBJECT

  public:
    explicit RidgePanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    PanelNeeds needs() const override;
    QString summary() const override;
    QString numbers() const override;

  private:
    void addChoices();
    void choose(DirectionChoice choice);
    void showAxes();
    /// The choices by what the data call their directions; those that they do not have cannot be chosen.
    void nameChoices();
    void showScene(std::shared_ptr<const RunScene> scene);
    QString cosineText() const;
    void fillLegend();
    /// The recorded row under a pixel; null where nothing is recorded.
    const RidgeRow* rowUnder(const QPointF& pixel) const;
    QString readoutAt(const QPointF& pixel) const;

    DirectionChoice choice_ = kOwnDirection;
    std::array<QAction*, 3> choices_{};  // owned by the panel
    QPushButton* options_ = nullptr;
    RidgeLayer* layer_;      // owned by the chart
    StepMarksLayer* marks_;  // owned by the chart
    PlotPointer* pointer_;   // owned by the plot
    RidgeView view_;
    bool hasLines_ = false;  // of picked neurons; the legend has been filled for it
    StepAxis axis_;
    PanelContent content_;
    std::shared_ptr<const RunScene> scene_;  // whose directions the choices name
};

}  // namespace featurescope::ui
