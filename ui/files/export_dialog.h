#pragma once

#include <QDialog>
#include <QTimer>

#include "ui/exporting/figure_exporter.h"
#include "ui/files/figure_controls.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace featurescope::ui {

/// Chooses what is exported and how, with a preview that follows every change.
class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    /// `content` is the moment that is exported, whatever the window goes on to show.
    ExportDialog(PanelContent content, std::vector<FigureChoice> choices, QWidget* parent);

    FigureControls& controls() { return *controls_; }
    /// ".png", ".svg" or ".pdf".
    QString suffix() const;
    void setSuffix(const QString& suffix);
    /// Which files go beside the figure.
    CompanionChoice companions() const;
    void setCompanions(const CompanionChoice& choice);
    const PanelContent& content() const { return content_; }

  Q_SIGNALS:
    void saveWanted();
    void saveAllWanted();
    void copyWanted();

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makeCompanions();
    QWidget* makeButtons();
    QPushButton* addButton(QWidget* row, const QString& name, const QString& text, const QString& toolTip,
                           void (ExportDialog::*wish)());
    void changed();
    void drawPreview();
    void showPreview();

    PanelContent content_;
    FigureControls* controls_;  // all widgets are owned by this dialog
    QComboBox* suffix_;
    QCheckBox *numbers_, *caption_;
    QScrollArea* previewArea_;
    QLabel *preview_, *problem_;
    QImage drawn_;
    bool showsWhole_ = true;  // else one pixel of the figure for one of the screen
    std::vector<QPushButton*> actions_;
    QTimer previewTimer_;  // one preview for a burst of changes
    bool previewIsOld_ = false;
    FigureExporter exporter_;
};

}  // namespace featurescope::ui
