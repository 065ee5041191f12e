#pragma once

#include <cstdint>
#include <optional>

#include "ui/controls/setting_row.h"

class QLineEdit;
class QSlider;

namespace featurescope::ui {

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

  protected:
    /// Escape in the box brings back the value that was there.
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void sliderMoved(int position);
    void boxEdited();
    void show(double value);
    std::optional<double> value() const;
    double valueAt(int position) const;
    int positionOf(double value) const;
    QString allowed() const;

    const double minimum_, maximum_;
    const double low_, high_;  // of the slider
    const bool logarithmic_, whole_;
    QSlider* slider_;
    QLineEdit* box_;
    QString shown_;  // what was loaded, to come back to with Escape or after nonsense
};

}  // namespace featurescope::ui
