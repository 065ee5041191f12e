#pragma once

#include "ui/panels/panel.h"
#include "ui/view_models/alignment_view.h"

namespace featurescope::ui {

class HistogramLayer;
class NoteLayer;
class PlotPointer;

/// Histogram of the neurons' cosines: with one direction of the data, split by the sign of a_j, or of each
/// neuron's absolute cosine with its own direction. Over it the start of the run, its law, the predicted
/// histogram and pinned runs. A click on a bar picks its neurons; with Ctrl or Shift it adds them.
class AlignmentPanel : public Panel {
    Q_OBJECT

  public:
    AlignmentPanel(DirectionChoice choice, QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;
    PanelNeeds needs() const override;
    QString summary() const override;
    /// The bars say it neuron by neuron.
    std::vector<Observable> columns() const override { return {Observable::alignmentOwnMedian}; }
    QString numbers() const override;
    double ownRange() const override { return ownRange_; }
    void setLeastRange(double range) override;

  private:
    bool joinsSigns() const { return choice_.own; }
    void fillLegend();
    /// Title, axis and caption by what the data call the direction.
    void showDirection();
    bool lacksDirection() const;
    /// The predicted line in the legend, with its step while that is not the one shown; empty without a line.
    QString predictionText() const;
    /// The bin under a pixel, and whether it lies in the part of a_j > 0.
    std::pair<std::size_t, bool> barAt(const QPointF& pixel) const;
    QString readoutAt(const QPointF& pixel) const;
    void pickBar(const QPointF& pixel, Qt::KeyboardModifiers modifiers);

    DirectionChoice choice_;
    HistogramLayer* layer_;  // owned by the chart
    NoteLayer* note_;        // owned by the chart
    PlotPointer* pointer_;   // owned by the plot
    PanelContent content_;
    std::shared_ptr<const RunScene> scene_;  // whose direction is shown
    StartLaw law_;
    int ownRange_ = 0, leastRange_ = 0;  // neurons at the end of the axis
    // What the legend has been filled for.
    bool hasLaw_ = false, predictionHolds_ = false;
    QString predictionText_;
    std::vector<QString> pinnedNames_;
};

}  // namespace featurescope::ui
