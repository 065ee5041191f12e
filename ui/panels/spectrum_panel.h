#pragma once

#include "ui/panels/time_panel.h"
#include "ui/view_models/pinned_curves.h"

class QComboBox;

namespace featurescope::ui {

class NoteLayer;
class SpectrumLayer;

/// Singular values of W at this step, on a linear or logarithmic axis, or its stable rank over the steps.
class SpectrumPanel : public TimePanel {
    Q_OBJECT

  public:
    explicit SpectrumPanel(QWidget* parent);
    PanelNeeds needs() const override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;

  protected:
    void drawContent(const PanelContent& content) override;
    bool showsTime() const override;
    QString valueText(double value) const override;
    QString hoveredAt(const QPointF& position) override;

  private:
    void drawValues(const Snapshot& snapshot);
    void drawStableRank(const PanelContent& content);
    void chooseView(int index);

    CurvesView rank_;
    PinnedCurves pinned_;
    SpectrumLayer* values_;  // owned by the chart
    NoteLayer* note_;        // owned by the chart
    QComboBox* view_ = nullptr;
    QPushButton* logarithmicValues_;
};

}  // namespace featurescope::ui
