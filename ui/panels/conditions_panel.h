#pragma once

#include "ui/panels/panel.h"
#include "ui/panels/table_layer.h"

namespace featurescope {
struct RelatedTheorem;
}

namespace featurescope::ui {

class PlotPointer;

/// The proof's conditions, the conclusions of Theorem 1 and its assumptions, as they stand in this run; for
/// settings of related papers, the conditions of their theorems.
class ConditionsPanel : public Panel {
    Q_OBJECT

  public:
    explicit ConditionsPanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    PanelNeeds needs() const override;
    void setLook(const Look& look) override;
    QString summary() const override;
    QString numbers() const override;

  private:
    TableSection relatedSection(const RelatedTheorem& theorem) const;
    TableSection theoremSection(const Snapshot& snapshot) const;
    TableSection neuronSection(const Snapshot& snapshot) const;
    TableSection assumptionSection(const PanelContent& content) const;

    TableLayer* table_;     // owned by the chart
    PlotPointer* pointer_;  // owned by the plot
};

}  // namespace featurescope::ui
