#pragma once

#include <memory>

#include "ui/panels/panel.h"

namespace featurescope::ui {

class BoundaryLayer;
class FieldLayer;
class MeansLayer;
class PointsLayer;

/// The input space seen in the plane of the cluster means: samples, decision field, boundary f = 0 and means.
class ProjectionPanel : public Panel {
    Q_OBJECT

  public:
    explicit ProjectionPanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;
    PanelNeeds needs() const override;

  private:
    std::optional<PlaneRectangle> fieldArea() const;
    void showScene(std::shared_ptr<const RunScene> scene);
    void fitAxes();
    void fillLegend();

    FieldLayer* field_;  // layers are owned by the chart
    PointsLayer* points_;
    BoundaryLayer* boundary_;
    MeansLayer* means_;
    std::shared_ptr<const RunScene> scene_;
    DecisionField lastField_;
};

}  // namespace featurescope::ui
