#pragma once

#include <QStringList>

#include "ui/panels/regression_errors.h"
#include "ui/panels/time_panel.h"
#include "ui/view_models/error_laws.h"
#include "ui/view_models/pinned_curves.h"

namespace featurescope::ui {

/// How the curves of one run are drawn: on training samples (all, clean, corrupted) and on the test set
/// (noisy and clean labels). Without colour by dash and width alone.
std::vector<CurveStyle> errorStyles(const Look& look);

/// Errors over the steps: on training samples (all, clean, corrupted) and on the test set (noisy and clean
/// labels), or one of these for each of several runs, with the noise rate, the Bayes error, chance and, on
/// demand, what simpler methods reach on the same data. Of real targets, mean squared errors with what is
/// known of them before training.
class ErrorsPanel : public TimePanel {
    Q_OBJECT

  public:
    explicit ErrorsPanel(QWidget* parent);
    PanelNeeds needs() const override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;
    QString summary() const override;

  protected:
    void drawContent(const PanelContent& content) override;
    QString valueText(double value) const override;

  private:
    std::vector<TimeCurve> curvesOf(const PanelContent& content) const;
    std::vector<TimeLevel> levelsOf(const PanelContent& content) const;
    void addBaselines(std::vector<TimeLevel>& levels, const PanelContent& content) const;
    void drawRegression(const PanelContent& content);
    std::vector<TimeCurve> comparedCurves(const PanelContent& content) const;
    void showBaselines(bool shown);
    void chooseCompared(std::size_t which);
    bool isWanted(std::size_t curve) const;

    CurvesView curves_;
    PinnedCurves pinned_;
    RegressionErrors regression_;
    LinearBoundaryLine linearBoundary_;
    bool isRegression_ = false;  ///< what is drawn are errors of real targets
    QStringList wanted_;         ///< columns of the curves that are drawn; empty for all
    std::size_t compared_ = 0;   ///< index of the curve of which each run draws one
    QPushButton *baselines_, *standardErrors_, *compare_;
};

}  // namespace featurescope::ui
