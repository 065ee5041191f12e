#pragma once

#include <QFrame>

#include "ui/look/look.h"
#include "ui/panels/panel_table.h"

class QActionGroup;
class QLabel;
class QPushButton;
class QToolButton;

namespace featurescope::ui {

/// A panel with its heading: a title that is also the chooser of another panel, one line that says what one
/// is looking at, help, and enlarge. Emits wishes; the page decides.
class Card : public QFrame {
    Q_OBJECT

  public:
    explicit Card(QWidget* parent = nullptr);

    /// Shows a panel, which becomes a child of this card; the one shown before must be taken elsewhere.
    void setPanel(const PanelKind& kind, ui::Panel* panel);
    /// Lets its panel go, which is then to be taken elsewhere; without one the card does nothing more.
    void releasePanel();
    const PanelKind& kind() const { return *kind_; }
    ui::Panel* panel() const { return panel_; }
    void setLook(const Look& look);
    /// What Tab comes by in this card, in its order: title, picture, controls of the picture, buttons.
    QList<QWidget*> focusChain() const;
    /// Whether this card has the page for itself; decides what its button offers.
    void setEnlarged(bool enlarged);
    /// Whether its buttons are to be seen. They keep their places, so that no picture moves.
    void setControlsVisible(bool visible);

  Q_SIGNALS:
    void kindChosen(const QString& id);
    void helpWanted(const QString& id);
    void enlargeToggled();

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fillChooser();
    void wearLook();
    void showEnlarge();
    void showHeading();
    void layoutCard();
    /// Beside the title, or below it from `below` on; gives the height taken there.
    int placeExplanation(int left, int right, int below);
    QToolButton* makeButton(const QString& name);

    const PanelKind* kind_ = nullptr;
    ui::Panel* panel_ = nullptr;
    QPushButton* chooser_;
    QLabel* explanation_;
    QToolButton *help_, *enlarge_;
    QString explanationText_;
    Look asked_;  // as the page has it
    Look look_;   // enlarged: with the text that there is room for
    double growth_ = 1;
    bool enlarged_ = false, showsControls_ = true;
};

}  // namespace featurescope::ui
