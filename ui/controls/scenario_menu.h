#pragma once

#include <QPushButton>

#include "core/spec/experiment_spec.h"
#include "ui/look/look.h"

class QLabel;

namespace featurescope::ui {

class ScenarioList;

/// The title of the experiment; a click lists the shipped scenarios.
class ScenarioMenu : public QPushButton {
    Q_OBJECT

  public:
    explicit ScenarioMenu(QWidget* parent = nullptr);
    /// Shows which experiment this is and what `state` it is in.
    void show(const QString& title, const QString& subtitle);
    void setLook(const Look& look);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void chosen(const featurescope::ExperimentSpec& spec);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void elide();
    int wholeWidth() const;

    QLabel *title_, *subtitle_;
    ScenarioList* list_;  // owned by the menu
    QString titleText_, subtitleText_;
    Look look_;
};

}  // namespace featurescope::ui
