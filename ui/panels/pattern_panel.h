#pragma once

#include "ui/panels/moment_panel.h"

namespace featurescope::ui {

class LampLayer;
struct PatternView;

/// Which neurons fire on which training samples, as a matrix of lamps; for at most kMostPatternSamples
/// samples.
class PatternPanel : public MomentPanel {
    Q_OBJECT

  public:
    explicit PatternPanel(QWidget* parent);
    QString summary() const override;
    QString numbers() const override;

  protected:
    QString drawContent(const PanelContent& content) override;
    QString hoveredAt(const QPointF& value) const override;
    void clickedAt(const QPointF& value, Qt::KeyboardModifiers modifiers) override;

  private:
    void showAxes(const PatternView& pattern);
    void fillLegend(const PatternView& pattern);

    LampLayer* lamps_;  // owned by the chart
};

}  // namespace featurescope::ui
