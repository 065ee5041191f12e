#pragma once

#include <cstdint>

#include "ui/controls/setting_row.h"

class QSlider;

namespace featurescope::ui {

class NumberField;

/// A number: a slider (linear or by ratios) for the useful range and a box for the whole allowed range.
class NumberRow : public SettingRow {
    Q_OBJECT

  public:
    /// `whole` for integers.
    NumberRow(const QString& path, const Field& field, bool whole, QWidget* parent);
    void load(const ExperimentSpec& spec) override;
    bool store(ExperimentSpec& spec) const override;
    bool isBusy() const override;
    void setLook(const Look& look) override;

  private:
    void sliderMoved(int position);
    void boxEdited();
    void show(double value);
    double valueAt(int position) const;
    int positionOf(double value) const;

    const double low_, high_;  // of the slider
    const bool logarithmic_, whole_;
    QSlider* slider_;
    NumberField* box_;
};

}  // namespace featurescope::ui
