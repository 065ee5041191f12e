#pragma once

#include "ui/panels/time_panel.h"
#include "ui/view_models/margins_view.h"
#include "ui/view_models/pinned_curves.h"
#include "ui/view_models/predicted_lines.h"

class QComboBox;

namespace featurescope::ui {

class MarginsLayer;
class NoteLayer;

/// Margins y f(x): as a histogram of the training samples at this step, or the mean clean margin of the test
/// samples over the steps with the law that foretells it and its ceiling.
class MarginsPanel : public TimePanel {
    Q_OBJECT

  public:
    explicit MarginsPanel(QWidget* parent);
    PanelNeeds needs() const override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;

  protected:
    void drawContent(const PanelContent& content) override;
    bool showsTime() const override;
    QString valueText(double value) const override;
    QString hoveredAt(const QPointF& position) override;

  private:
    void drawHistogram(const PanelContent& content, const MarginComparison& comparison);
    void drawCurves(const PanelContent& content, const MarginComparison& comparison);
    void showValueAxis(double low, double high, double interval, bool horizontal);
    void chooseView(int index);
    QStringList noteOf(const MarginComparison& comparison) const;

    CurvesView measured_;
    PinnedCurves pinned_;
    PredictedLine law_;
    MarginHistogram histogram_;
    MarginsLayer* bars_;  // owned by the chart
    NoteLayer* note_;     // owned by the chart
    QComboBox* view_ = nullptr;
};

}  // namespace featurescope::ui
