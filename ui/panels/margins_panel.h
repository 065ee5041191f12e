#pragma once

#include "ui/panels/two_view_panel.h"
#include "ui/view_models/margin_lines.h"
#include "ui/view_models/margins_view.h"
#include "ui/view_models/pinned_curves.h"
#include "ui/view_models/predicted_lines.h"

namespace featurescope::ui {

class MarginsLayer;
class NoteLayer;

/// Margins y f(x): as a histogram of the training samples at this step, or over the steps: the mean clean
/// margin of the test samples with the law that foretells it and its ceiling, or, where that law says
/// nothing, the normalised margin of every training sample.
class MarginsPanel : public TwoViewPanel {
    Q_OBJECT

  public:
    explicit MarginsPanel(QWidget* parent);
    QString summary() const override;

  protected:
    void drawContent(const PanelContent& content) override;
    QString valueText(double value) const override;
    QString hoveredAt(const QPointF& position) const override;
    QString momentNumbers() const override;

  private:
    void drawHistogram(const Snapshot& snapshot, const MarginComparison& comparison);
    void drawCurves(const PanelContent& content);
    void drawSampleLines(const PanelContent& content);
    MarginComparison comparisonAt(const Snapshot& snapshot) const;
    void showValueAxis(double low, double high, double interval, bool horizontal);
    QStringList noteOf(const MarginComparison& comparison) const;

    CurvesView measured_;
    PinnedCurves pinned_;
    PredictedLine law_;
    MarginLines samples_;
    CurvesView smallest_{std::vector<Observable>{Observable::normalisedMargin}};
    MarginHistogram histogram_;
    MarginsLayer* bars_;  // owned by the chart
    NoteLayer* note_;     // owned by the chart
};

}  // namespace featurescope::ui
