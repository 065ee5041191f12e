#pragma once

#include <QFrame>
#include <QTimer>
#include <vector>

#include "core/run/snapshot.h"
#include "ui/look/look.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace featurescope::ui {

class SettingRow;

/// Every setting of the spec with a control, made from the fields the spec lists. Edits come out a moment
/// after the last one, so that dragging a slider does not start a run per pixel.
class ExperimentForm : public QFrame {
    Q_OBJECT

  public:
    explicit ExperimentForm(QWidget* parent = nullptr);
    ~ExperimentForm() override;

    /// Shows a spec; rows that are being edited keep what was typed.
    void load(const ExperimentSpec& spec);
    void setLook(const Look& look);
    const std::vector<SettingRow*>& rows() const { return rows_; }
    /// Shows the settings that matter most, or all of them.
    void setBrief(bool brief);
    bool isBrief() const { return isBrief_; }
    /// The number of the drag of a slider that makes the present edit; 0 when none does.
    int drag() const;
    /// True while an edit waits to be sent.
    bool isPending() const { return debounce_.isActive(); }

  Q_SIGNALS:
    /// isBrief() has changed by hand.
    void briefToggled();
    /// A valid spec that somebody has made by editing.
    void edited(const featurescope::ExperimentSpec& spec);

  private:
    void build();
    void buildForKind();
    void addHeading(const QString& text);
    void addRow(SettingRow* row, bool isSwitch);
    void countDrags();
    void showRowsInEffect();
    void showEdit(const ExperimentSpec& edit);
    void submit();

    QScrollArea* scroll_;
    QWidget* content_ = nullptr;
    QVBoxLayout* column_ = nullptr;
    QHBoxLayout* switches_ = nullptr;  // the line that waits for a second switch
    std::vector<SettingRow*> rows_;    // owned by content_
    std::vector<QLabel*> headings_;
    QLabel* watch_ = nullptr;
    QPushButton* all_;  // between the most important settings and all
    bool isBrief_ = false;
    ExperimentSpec spec_;         // as shown: settings that have no effect keep what was typed
    std::string_view builtKind_;  // of the data that the rows are made for
    QTimer debounce_;
    int drags_ = 0;           // so far
    bool releasing_ = false;  // the last edit of a drag is being sent
    Look look_;
};

}  // namespace featurescope::ui
