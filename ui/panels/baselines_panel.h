#pragma once

#include "ui/panels/panel.h"
#include "ui/panels/table_layer.h"

namespace featurescope::ui {

class PlotPointer;

/// What simpler methods reach on the data of this run, beside the network itself.
class BaselinesPanel : public Panel {
    Q_OBJECT

  public:
    explicit BaselinesPanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    PanelNeeds needs() const override { return {.wantsTheory = true, .wantsBaselines = true}; }
    void setLook(const Look& look) override;
    QString summary() const override;
    QString numbers() const override;

  private:
    TableSection resultSection(const PanelContent& content) const;
    TableSection clusterSection(const PanelContent& content) const;
    TableSection methodSection(const BaselineReport& report) const;

    TableLayer* table_;     // owned by the chart
    PlotPointer* pointer_;  // owned by the plot
};

}  // namespace featurescope::ui
