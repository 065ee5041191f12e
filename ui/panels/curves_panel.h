#pragma once

#include "ui/panels/time_panel.h"
#include "ui/view_models/pinned_curves.h"

namespace featurescope::ui {

/// A curve of a CurvesPanel.
struct CurveRow {
    Observable which;
    QString (*name)();
    CurveStyle (*style)(const Palette&);
};

/// What a panel of curves shows: everything that tells one such panel from another.
struct CurvesKind {
    const char* id;
    QString (*title)();
    std::vector<CurveRow> rows;  ///< the most important one first
    bool isLogarithmic = false;  ///< the vertical axis, for values that are positive
    /// Theory beside the curves; on a logarithmic axis too these are the values themselves.
    std::vector<TimeLevel> (*levels)(const PanelContent&, const Palette&);
};

/// Columns of the recorded steps as curves, with levels that theory gives for them, and the same curves of
/// the runs that are kept for comparison.
class CurvesPanel : public TimePanel {
    Q_OBJECT

  public:
    /// `kind` must outlive the panel.
    CurvesPanel(const CurvesKind& kind, QWidget* parent);
    QString summary() const override;

  protected:
    void drawContent(const PanelContent& content) override;
    QString valueText(double value) const override;

  private:
    std::vector<TimeCurve> curvesOf(const PanelContent& content) const;
    void showValueAxis(const std::vector<TimeLevel>& levels);
    double drawnHeight(double value) const;

    const CurvesKind& kind_;
    CurvesView curves_;
    PinnedCurves pinned_;
};

}  // namespace featurescope::ui
