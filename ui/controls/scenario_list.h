#pragma once

#include <QWidget>

#include "core/spec/experiment_spec.h"
#include "ui/look/look.h"

class QLineEdit;
class QListWidget;

namespace featurescope::ui {

/// The shipped scenarios under the headings of their groups, each with a small picture and what to watch for;
/// the present one is ticked. Typing searches titles and sentences.
class ScenarioList : public QWidget {
    Q_OBJECT

  public:
    explicit ScenarioList(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// Ticks the scenario of this title.
    void setPresent(const QString& title);
    /// An empty search, and the present scenario in view.
    void begin();

  Q_SIGNALS:
    void chosen(const featurescope::ExperimentSpec& spec);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fill();
    void search(const QString& text);
    void move(int by);
    void take();

    QLineEdit* search_;
    QListWidget* items_;
    QString present_;
    Look look_;
};

}  // namespace featurescope::ui
