#pragma once

#include <QSet>

#include "ui/panels/curves_layer.h"
#include "ui/panels/legend.h"
#include "ui/panels/panel.h"
#include "ui/view_models/step_axis.h"

class QPushButton;

namespace featurescope::ui {

class EndLabelsLayer;
class PlotPointer;
class StepMarksLayer;

/// A curve of a time panel.
struct TimeCurve {
    const CurveData* data = nullptr;  ///< owned by the panel; must stay until other lines are set
    QString name;                     ///< at the end of the line and in the values under the cursor
    CurveStyle style;
    int priority = 0;  ///< of the name when there is no room for all; negative: no name
    std::optional<Observable> measures = {};  ///< explained when the curve is pointed at
    QString meaning =
        {};  ///< one sentence, for whoever points at the name, or at a curve that measures nothing
    std::int64_t samples = 0;  ///< of a share whose standard error is drawn as a band; 0 for none
};

/// A level of a time panel.
struct TimeLevel {
    double value = 0;
    QString name;
    QColor color;
    LineDash dash = LineDash::dashed;
    int priority = 10;
    QString meaning = {};  ///< said when it is pointed at: formula and source
};

/// A card whose plot has the steps of the run on its horizontal axis: the axis and its scale, marked moments,
/// the values under the cursor, and clicks on a moment. A click on the name of a line hides it or brings it
/// back, a double click leaves it alone or brings back all.
class TimePanel : public Panel {
    Q_OBJECT

  public:
    ~TimePanel() override;
    void showContent(const PanelContent& content) final;
    void setLook(const Look& look) override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    std::vector<Observable> columns() const override;
    QString numbers() const override;
    /// The values of the curves at the recorded step nearest to `step`, a line each; empty before the first.
    QString readoutAt(double step) const;

  protected:
    TimePanel(const QString& id, const QString& title, QWidget* parent);

    /// Hands what is to be seen to the layers. The time axis is already set.
    virtual void drawContent(const PanelContent& content) = 0;
    /// False while the panel shows something that has no time axis.
    virtual bool showsTime() const { return true; }
    /// numbers() of what has no time axis.
    virtual QString momentNumbers() const { return {}; }
    /// A value of the vertical axis as it is written.
    virtual QString valueText(double value) const = 0;
    /// A click inside the plot, in its pixels; true when it meant something else than a moment.
    virtual bool clickedAt(const QPointF&, Qt::KeyboardModifiers) { return false; }
    /// What is pointed at with this pixel of the plot; empty for the values at that step.
    virtual QString hoveredAt(const QPointF&) const { return {}; }

    const StepAxis& stepAxis() const { return axis_; }
    /// The content shown last; its snapshot is null before the first.
    const PanelContent& content() const { return content_; }
    void setLines(std::vector<TimeCurve> curves, std::vector<TimeLevel> levels);
    /// What the legend says beside the names of lines; drawn anew when a text or the look has changed.
    void setLegendEntries(std::vector<LegendEntry> entries);
    /// One entry for each run that is kept for comparison: the dash of its lines, in this colour.
    std::vector<LegendEntry> runEntries(const QColor& color) const;
    /// Whether a line or a level runs through this part of the plot.
    bool linesCross(const QRectF& part) const;
    /// Shows or hides a control of this card, for what has a use in one view only.
    void showControl(QWidget& control, bool shown);
    /// Shows the last content again, after an option has changed.
    void redraw();

  private:
    void showTimeAxis();
    void placeNames();
    void fillLegend();
    QString textAt(const QPointF& pixel) const;
    QString explanationAt(const QPointF& pixel) const;
    void showHover();
    void click(const QPointF& pixel, Qt::KeyboardModifiers modifiers);
    void chooseScale(StepScale scale);
    void toggleLine(const QString& name);
    void showLineAlone(const QString& name);

    PanelContent content_;
    StepScaleChoice scale_;
    StepAxis axis_;
    std::vector<TimeCurve> curves_;
    std::vector<TimeLevel> levels_;
    std::vector<LegendEntry> entries_;
    QStringList legendTexts_;
    QSet<QString> hidden_;  ///< names of lines that are not drawn
    bool namesAtLines_ = true;
    std::size_t names_ = 0;
    int changesOfPlace_ = 0;  // of so many names, at this size
    QSize placedFor_;
    CurvesLayer* lines_;      // owned by the chart
    StepMarksLayer* marks_;   // owned by the chart
    EndLabelsLayer* labels_;  // owned by the chart
    PlotPointer* pointer_;    // owned by the plot
    QPushButton* logarithmic_;
};

}  // namespace featurescope::ui
