#pragma once

#include "ui/panels/panel.h"
#include "ui/view_models/histogram_view.h"

namespace featurescope::ui {

class HistogramLayer;

/// Histogram of the neurons' cosines with one cluster mean, split by the sign of a_j, over the one at step 0.
class AlignmentPanel : public Panel {
    Q_OBJECT

  public:
    AlignmentPanel(MeanChoice mean, QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;

  private:
    MeanChoice mean_;
    HistogramLayer* layer_;  // owned by the chart
    std::shared_ptr<const RunScene> scene_;
    AlignmentHistogram start_;
};

}  // namespace featurescope::ui
