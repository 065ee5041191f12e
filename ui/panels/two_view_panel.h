#pragma once

#include "ui/panels/time_panel.h"

class QComboBox;

namespace featurescope::ui {

/// A card that shows either this step, for which it needs a part of the snapshot, or how one number went over
/// the steps.
class TwoViewPanel : public TimePanel {
    Q_OBJECT

  public:
    PanelNeeds needs() const override;
    QJsonObject options() const override;
    void setOptions(const QJsonObject& options) override;

  protected:
    /// A view: its name in files of settings, and in the chooser.
    struct View {
        QString id, text;
    };
    TwoViewPanel(const QString& id, const QString& title, QWidget* parent);
    /// Adds the chooser; called once. `help`: its tooltip.
    void setViews(const View& now, const View& overTime, SnapshotPart neededNow, const QString& help);
    bool showsTime() const final;

  private:
    void chooseView(int index);

    QString ids_[2];
    SnapshotPart neededNow_{};
    QComboBox* view_ = nullptr;
};

}  // namespace featurescope::ui
