#pragma once

#include <memory>

#include "ui/panels/panel.h"
#include "ui/view_models/input_space_options.h"

namespace featurescope::ui {

class InputSpaceActions;
class InputSpacePlot;
class PlotPointer;

/// The input space seen on a plane: samples, decision field, boundary f = 0 and means, beside the same of a
/// pinned run. A click picks the nearest sample; with Ctrl or Shift it adds it or takes it away.
class ProjectionPanel : public Panel {
    Q_OBJECT

  public:
    explicit ProjectionPanel(QWidget* parent);
    ~ProjectionPanel() override;
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;
    PanelNeeds needs() const override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    QString summary() const override;
    QString numbers() const override;

  protected:
    int roomAbovePlot() const override;
    void placePlot(const QRect& room) override;

  private:
    /// One of the two runs side by side.
    struct Side {
        std::unique_ptr<InputSpacePlot> picture;
        PlotPointer* pointer = nullptr;  // owned by the plot
        QLabel* caption = nullptr;       // owned by the panel
    };
    Side makeSide(PlotView& plot, const QString& captionName);
    std::optional<PlaneRectangle> fieldArea() const;
    void showPinned();
    void applyOptions();
    void fitAxes();
    void fillLegend();
    void countSamples();
    /// How the field of the live run is drawn.
    FieldMode fieldMode() const;
    /// Title line and tooltip: what is drawn, and how.
    void describePicture();
    double reach() const;
    QString readoutOf(const Side& side, const QPointF& pixel) const;
    void pickSample(const Side& side, const QPointF& pixel, Qt::KeyboardModifiers modifiers);

    InputSpaceActions* actions_;  // owned by the panel
    Side live_, pinned_;          // pinned_.picture is null until a run is pinned
    bool showsPinned_ = false;
    QRect room_;
    PanelContent content_;
    std::shared_ptr<const RunScene> scene_;
    std::optional<PlaneRectangle> area_;
    bool hasNoise_ = true;  // of the clusters, so that averages and the band can be drawn
    QString samplesText_;   // how many are drawn
};

}  // namespace featurescope::ui
