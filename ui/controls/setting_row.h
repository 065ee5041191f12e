#pragma once

#include <QWidget>

#include "core/base/field.h"
#include "core/spec/experiment_spec.h"
#include "ui/look/look.h"

class QHBoxLayout;
class QLabel;

namespace featurescope::ui {

/// One setting in the form. Knows how to copy its value from a spec and into one.
class SettingRow : public QWidget {
    Q_OBJECT

  public:
    /// Dotted path, "data.dimension". Also the objectName of the row.
    const QString& path() const { return path_; }
    /// Shows the value the spec has.
    virtual void load(const ExperimentSpec& spec) = 0;
    /// Writes the value shown into the spec. Returns false when what stands there is no allowed value.
    virtual bool store(ExperimentSpec& spec) const = 0;
    /// Marks the value as wrong and says why, below it; an empty text takes both away.
    void setProblem(const QString& problem);
    /// True while somebody is in the middle of changing the value.
    virtual bool isBusy() const { return false; }
    virtual void setLook(const Look& look);

  Q_SIGNALS:
    /// The value was changed by hand.
    void edited();

  protected:
    SettingRow(const QString& path, const Field& field, QWidget* parent);
    QHBoxLayout& row() { return *row_; }
    /// Name for screen readers, "Dimension d".
    QString accessibleLabel() const;
    /// Gives a control of this row its name, its tooltip and an objectName ending in `part`.
    void nameControl(QWidget* control, const QString& part, const QString& name) const;
    /// Says which control takes the mark of a problem; `hint` is added to its tooltip.
    void setMainControl(QWidget* control, const QString& hint = {});
    void setLabelVisible(bool visible);

  private:
    void showHelp();
    /// Label and symbol; a label that is too long for its place ends in "…", and the tooltip has all of it.
    QString shownLabel(const Look& look) const;

    QString path_;
    QString label_, symbol_, help_;
    QWidget* line_;  // label and controls, above what is wrong with them
    QHBoxLayout* row_;
    QLabel *text_, *problem_;
    QWidget* main_ = nullptr;
    QString mainToolTip_;
};

}  // namespace featurescope::ui
