#pragma once

#include "ui/panels/two_view_panel.h"
#include "ui/view_models/pinned_curves.h"

namespace featurescope::ui {

class LinesLayer;
class NoteLayer;
class SpectrumLayer;
struct SpectrumLaw;

/// Singular values of W at this step, on a linear or logarithmic axis, or its stable rank over the steps.
class SpectrumPanel : public TwoViewPanel {
    Q_OBJECT

  public:
    explicit SpectrumPanel(QWidget* parent);
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    QString summary() const override;

  protected:
    void drawContent(const PanelContent& content) override;
    QString valueText(double value) const override;
    QString hoveredAt(const QPointF& position) const override;
    QString momentNumbers() const override;

  private:
    void drawValues(const Snapshot& snapshot);
    void showLaws(const SpectrumLaw& law, double ranks);
    void drawStableRank(const PanelContent& content);

    CurvesView rank_;
    PinnedCurves pinned_;
    SpectrumLayer* values_;  // owned by the chart
    LinesLayer* laws_;       // owned by the chart
    NoteLayer* note_;        // owned by the chart
    QPushButton* logarithmicValues_;
};

}  // namespace featurescope::ui
