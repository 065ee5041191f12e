#pragma once

#include <QList>
#include <QTimer>
#include <QWidget>
#include <map>
#include <vector>

#include "core/run/view_request.h"
#include "ui/look/look.h"
#include "ui/page/frame_turns.h"
#include "ui/page/page_layout.h"
#include "ui/view_models/panel_content.h"

class QSplitter;

namespace featurescope::ui {

class Card;
class Panel;

/// What the panels that can be seen need, all together.
struct PageNeeds {
    ViewRequest
        view{};  ///< without a selection; width and height of the field are 1, or 0 when none is wanted
    bool theory = false, baselines = false;
};

/// Cards in columns that can be dragged wider and higher. Columns scroll rather than let a plot get too low
/// to be read, and a narrow page has fewer of them than its layout. A panel is made when it is first shown;
/// one that is not on the page, or hidden behind an enlarged one, is not drawn and asks for nothing.
class Page : public QWidget {
    Q_OBJECT

  public:
    explicit Page(QWidget* parent = nullptr);

    /// Shows a layout; panels take its options, and their first ones where it has none.
    void arrange(const PageLayout& wanted);
    /// The layout as it has become, with the options of its panels.
    PageLayout arrangement() const;
    /// Draws this moment in every visible panel at once.
    void showContent(const PanelContent& content);
    /// Draws this moment so that the window's thread is free again soon: what shows motion now, the rest in
    /// turns over the frames that follow; see FrameTurns.
    void followContent(const PanelContent& content);
    /// False while a visible panel waits for its turn to draw the newest moment.
    bool isSettled() const { return !turns_.isAnybodyWaiting(); }
    FrameTurns& turns() { return turns_; }
    void setLook(const Look& look);
    /// Whether the buttons of its cards are to be seen.
    void setControlsVisible(bool visible);
    /// Tab comes from this control of the window to the first card.
    void setFocusAfter(QWidget* control) { focusBefore_ = control; }
    PageNeeds needs() const;

    /// From left to right and from top to bottom.
    std::vector<Card*> cards() const;
    std::vector<Panel*> visiblePanels() const;
    /// The card with the keyboard focus somewhere inside; null without.
    Card* focusedCard() const;
    /// Gives the focus to the panel after the one that has it, or to the first.
    void focusNextPanel();
    /// Puts a panel into a card; one that is on the page already changes places with what is there.
    void choose(Card& card, const QString& id);
    /// Gives the whole page to a card, or takes it back.
    void toggleEnlarged(Card& card);
    /// The card that has the page for itself; null without.
    Card* enlarged() const { return enlarged_; }
    /// Hands the summaries of the visible panels to assistive technology.
    void refreshSummaries();

  Q_SIGNALS:
    /// needs() may have changed.
    void needsChanged();
    void selectionWanted(const featurescope::Selection& selection);
    void stepWanted(std::int64_t step);
    void helpWanted(const QString& panelId);
    /// Every visible panel has drawn the newest moment.
    void settled();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Made {
        Panel* panel;
        QJsonObject firstOptions;
    };
    Made& made(const PanelKind& kind);
    Card* makeCard(const CardPlace& place);
    void build();
    void layOut();
    void restoreSizes();
    std::size_t columnsThatFit() const;
    void clear();
    void drawNextTurn();
    void orderFocus();
    void reveal();
    QSplitter* columnOf(std::size_t index) const;

    QSplitter* columns_ = nullptr;  // owned by this widget, as are all cards and panels
    PageLayout whole_;              // as it was arranged, before any folding
    std::vector<std::pair<std::size_t, std::size_t>> places_;  // column and row in it of each card
    std::map<std::string, Made> made_;
    QWidget* focusBefore_ = nullptr;
    Card* enlarged_ = nullptr;
    PageLayout beforeEnlarging_;
    std::vector<QList<int>> sizesBefore_;  // likewise, in pixels: widths of columns, then heights in each
    PanelContent content_;
    FrameTurns turns_;
    QTimer turnTimer_;
    Look look_;
    bool showsControls_ = true;
};

}  // namespace featurescope::ui
