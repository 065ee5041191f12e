#include "ui/page/page.h"

#include <QElapsedTimer>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/page/card.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_table.h"

namespace featurescope::ui {
namespace {

constexpr int kGap = 10;
constexpr int kLeastWidth = 200;                     // pixels of a column
constexpr double kColumn = 290, kLeastColumn = 230;  // pixels at text scale 1
constexpr int kBetweenTurns = 16;                    // milliseconds
constexpr int kWithoutTick = 50;  // likewise, while a run that goes on brings the next moment before that

QSplitter* makeSplitter(Qt::Orientation orientation, const QString& name, QWidget* parent) {
    auto* splitter = new QSplitter(orientation, parent);
    splitter->setObjectName(name);
    splitter->setHandleWidth(kGap);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

/// Lets a column be higher than the page.
QScrollArea* makeScroll(QWidget* parent) {
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setMinimumWidth(kLeastWidth);  // what is narrower than its cards would be cut
    return scroll;
}

/// Shares as sizes: large numbers, which QSplitter scales to the room there is. Sizes in pixels stay the
/// same.
QList<int> sizesOf(const std::vector<double>& shares) {
    const double largest = *std::ranges::max_element(shares);
    const double unit = largest < 100 ? 1000 : 1;
    QList<int> sizes;
    for (const double share : shares) sizes << std::max(1, static_cast<int>(share * unit));
    return sizes;
}

/// Assistive technology meets children from the lowest to the topmost; a splitter puts every new one below
/// those it has, which would read a page from its end.
void stackInReadingOrder(QSplitter& splitter) {
    for (int i = 0; i < splitter.count(); ++i) splitter.widget(i)->raise();
    for (int i = 0; i < splitter.count(); ++i) splitter.handle(i)->raise();
}

double shareAt(const QSplitter& splitter, int index) { return std::max(1, splitter.sizes().value(index)); }

}  // namespace

Page::Page(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    turnTimer_.setSingleShot(true);
    connect(&turnTimer_, &QTimer::timeout, this, &Page::drawNextTurn);
}

void Page::arrange(const PageLayout& wanted) {
    const std::optional<PageLayout> known = knownPartOf(wanted);
    if (!known) return;
    whole_ = *known;
    build();
}

std::size_t Page::columnsThatFit() const {
    // A third column wants more room than two, which even the smallest window has.
    const auto holds = [this](std::size_t columns, double each) {
        return width() >= static_cast<int>(columns) * scaled(each, look_);
    };
    std::size_t columns = std::max<std::size_t>(1, whole_.columns.size());
    while (columns > 2 && !holds(columns, kColumn)) --columns;
    if (columns == 2 && !holds(2, kLeastColumn)) columns = 1;
    return columns;
}

void Page::build() {
    clear();
    places_.clear();
    const PageLayout folded = foldedTo(whole_, columnsThatFit(), &places_);
    columns_ = makeSplitter(Qt::Horizontal, QStringLiteral("columns"), this);
    layout()->addWidget(columns_);
    std::vector<double> widths;
    for (const PageColumn& column : folded.columns) {
        auto* scroll = makeScroll(columns_);
        auto* stack = makeSplitter(Qt::Vertical, QStringLiteral("column-%1").arg(columns_->count()), scroll);
        scroll->setWidget(stack);  // first: a panel being placed may ask which cards there are
        std::vector<double> heights;
        for (const CardPlace& place : column.cards) {
            stack->addWidget(makeCard(place));
            heights.push_back(place.share);
        }
        stackInReadingOrder(*stack);
        stack->setSizes(sizesOf(heights));
        for (int i = 0; i < stack->count(); ++i) stack->setStretchFactor(i, stack->sizes()[i]);
        columns_->addWidget(scroll);
        widths.push_back(column.share);
    }
    stackInReadingOrder(*columns_);
    columns_->setSizes(sizesOf(widths));
    for (int i = 0; i < columns_->count(); ++i) columns_->setStretchFactor(i, columns_->sizes()[i]);
    if (isVisible()) layOut();
    reveal();
}

/// At once: what comes next may ask for sizes, and would else find those before any layout.
void Page::layOut() {
    columns_->show();
    layout()->activate();
}

void Page::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool fits = !columns_ || columns_->count() == static_cast<int>(columnsThatFit());
    if (fits || enlarged_) return;
    whole_ = arrangement();
    build();
    layOut();  // also on the way to being shown, when there will be no other layout for some time
}

PageLayout Page::arrangement() const {
    PageLayout layout = whole_;
    // Before they are laid out splitters do not have the shares that they were given.
    const bool hasShares =
        columns_ && columns_->isVisible() && columns_->count() == static_cast<int>(whole_.columns.size());
    std::size_t next = 0;
    for (int i = 0; columns_ && i < columns_->count(); ++i) {
        const QSplitter& stack = *columnOf(static_cast<std::size_t>(i));
        if (hasShares) layout.columns[static_cast<std::size_t>(i)].share = shareAt(*columns_, i);
        for (int k = 0; k < stack.count(); ++k) {
            const auto* card = qobject_cast<const Card*>(stack.widget(k));
            const auto [column, row] = places_[next++];
            CardPlace& place = layout.columns[column].cards[row];
            place.panel = QString::fromLatin1(card->kind().id);
            place.options = card->panel()->options();
            if (hasShares) place.share = shareAt(stack, k);
        }
    }
    if (!enlarged_) return layout;
    // Sizes as they will be again.
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        layout.columns[i].share = beforeEnlarging_.columns[i].share;
        for (std::size_t k = 0; k < layout.columns[i].cards.size(); ++k)
            layout.columns[i].cards[k].share = beforeEnlarging_.columns[i].cards[k].share;
    }
    return layout;
}

void Page::showContent(const PanelContent& content) {
    content_ = content;
    for (Panel* panel : visiblePanels()) panel->showContent(content_);
    turns_.settle();
    Q_EMIT settled();
}

void Page::followContent(const PanelContent& content) {
    content_ = content;
    std::vector<const PanelKind*> visible;
    for (const Card* card : cards()) {
        if (!card->isHidden()) visible.push_back(&card->kind());
    }
    const RunState state = content_.snapshot->state;
    turns_.renew(visible, state == RunState::running || state == RunState::seeking);
    drawNextTurn();
}

void Page::drawNextTurn() {
    for (const PanelKind* kind : turns_.next()) {
        Panel& panel = *made_.at(kind->id).panel;
        // What it took to paint the panel is known when its next turn comes.
        const double painting = panel.takePaintTime();
        QElapsedTimer clock;
        clock.start();
        panel.showContent(content_);
        turns_.noteCost(*kind, painting + static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    const bool isMoving = content_.snapshot->state == RunState::running;
    if (!isSettled()) return turnTimer_.start(isMoving ? kWithoutTick : kBetweenTurns);
    turnTimer_.stop();
    Q_EMIT settled();
}

void Page::setLook(const Look& look) {
    look_ = look;
    for (Card* card : cards()) card->setLook(look);
}

void Page::setControlsVisible(bool visible) {
    showsControls_ = visible;
    for (Card* card : cards()) card->setControlsVisible(visible);
}

PageNeeds Page::needs() const {
    PageNeeds all;
    for (const Panel* panel : visiblePanels()) {
        const PanelNeeds needs = panel->needs();
        all.view.parts = all.view.parts.with(needs.parts);
        all.theory |= needs.wantsTheory;
        all.baselines |= needs.wantsBaselines;
        if (!needs.plane || !needs.area) continue;
        all.view.plane = *needs.plane;
        all.view.field = {
            .area = *needs.area, .width = 1, .height = 1, .mode = needs.mode, .wantsBand = needs.wantsBand};
    }
    return all;
}

std::vector<Card*> Page::cards() const {
    std::vector<Card*> cards;
    for (int i = 0; columns_ && i < columns_->count(); ++i) {
        const QSplitter& stack = *columnOf(static_cast<std::size_t>(i));
        for (int k = 0; k < stack.count(); ++k) cards.push_back(qobject_cast<Card*>(stack.widget(k)));
    }
    return cards;
}

std::vector<Panel*> Page::visiblePanels() const {
    std::vector<Panel*> panels;
    for (const Card* card : cards()) {
        if (!card->isHidden()) panels.push_back(card->panel());
    }
    return panels;
}

Card* Page::focusedCard() const {
    const QWidget* focus = focusWidget();
    for (Card* card : cards()) {
        if (focus && (focus == card || card->isAncestorOf(focus))) return card;
    }
    return nullptr;
}

void Page::choose(Card& card, const QString& id) {
    const PanelKind* wanted = panelKind(id.toStdString());
    if (!wanted || wanted == &card.kind()) return;
    const PanelKind* given = &card.kind();
    Panel* old = card.panel();
    const QWidget* const focus = window()->focusWidget();
    const bool hasFocus = focus && (focus == old || old->isAncestorOf(focus));
    const std::vector<Card*> all = cards();
    const auto other = std::ranges::find_if(all, [&](const Card* one) { return &one->kind() == wanted; });
    card.setPanel(*wanted, made(*wanted).panel);
    if (other != all.end()) {
        (*other)->setPanel(*given, old);
    } else {
        old->setParent(this);
        old->hide();
    }
    reveal();
    // Else it would go on to the next button, which Space would press.
    if (hasFocus) card.panel()->setFocus(Qt::OtherFocusReason);
}

void Page::toggleEnlarged(Card& card) {
    const bool enlarge = !enlarged_;
    Card* alone = enlarge ? &card : enlarged_;
    Panel* const panel = alone->panel();
    if (enlarge) {
        beforeEnlarging_ = arrangement();
        sizesBefore_ = {columns_->sizes()};
        for (int i = 0; i < columns_->count(); ++i)
            sizesBefore_.push_back(columnOf(static_cast<std::size_t>(i))->sizes());
    }
    for (int i = 0; i < columns_->count(); ++i) {
        QSplitter* stack = columnOf(static_cast<std::size_t>(i));
        for (int k = 0; k < stack->count(); ++k)
            stack->widget(k)->setVisible(!enlarge || stack->widget(k) == alone);
        columns_->widget(i)->setVisible(!enlarge || stack->isAncestorOf(alone));
    }
    enlarged_ = enlarge ? &card : nullptr;
    alone->setEnlarged(enlarge);
    if (!enlarge) restoreSizes();
    panel->setFocus();
    reveal();
}

/// As before enlarging, or as the page has room for by now.
void Page::restoreSizes() {
    columns_->setSizes(sizesBefore_.front());
    for (int i = 0; i < columns_->count(); ++i)
        columnOf(static_cast<std::size_t>(i))->setSizes(sizesBefore_[static_cast<std::size_t>(i) + 1]);
    if (columns_->count() == static_cast<int>(columnsThatFit())) return;
    whole_ = arrangement();
    build();
}

void Page::focusNextPanel() {
    const std::vector<Panel*> all = visiblePanels();
    const Card* focused = focusedCard();
    std::size_t next = 0;
    for (std::size_t i = 0; focused && i < all.size(); ++i) {
        if (all[i] == focused->panel()) next = (i + 1) % all.size();
    }
    if (all.empty()) return;
    all[next]->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < columns_->count(); ++i) {
        auto* scroll = qobject_cast<QScrollArea*>(columns_->widget(i));
        if (scroll->isAncestorOf(all[next])) scroll->ensureWidgetVisible(all[next]->parentWidget(), 0, 0);
    }
}

void Page::refreshSummaries() {
    for (Panel* panel : visiblePanels()) panel->refreshSummary();
}

Page::Made& Page::made(const PanelKind& kind) {
    const auto found = made_.find(kind.id);
    if (found != made_.end()) return found->second;
    Panel* panel = kind.make().release();
    panel->setParent(this);
    panel->hide();
    connect(panel, &Panel::needsChanged, this, &Page::needsChanged);
    connect(panel, &Panel::selectionWanted, this, &Page::selectionWanted);
    connect(panel, &Panel::stepWanted, this, &Page::stepWanted);
    return made_.emplace(kind.id, Made{panel, panel->options()}).first->second;
}

Card* Page::makeCard(const CardPlace& place) {
    const PanelKind& kind = *panelKind(place.panel.toStdString());
    const Made& panel = made(kind);
    panel.panel->setOptions(panel.firstOptions);
    if (!place.options.isEmpty()) panel.panel->setOptions(place.options);
    auto* card = new Card(this);
    card->setControlsVisible(showsControls_);
    card->setPanel(kind, panel.panel);
    card->setLook(look_);
    connect(card, &Card::kindChosen, this, [this, card](const QString& id) { choose(*card, id); });
    connect(card, &Card::enlargeToggled, this, [this, card] { toggleEnlarged(*card); });
    connect(card, &Card::helpWanted, this, &Page::helpWanted);
    return card;
}

void Page::clear() {
    enlarged_ = nullptr;
    for (Card* card : cards()) {
        Panel* panel = card->panel();
        // The card lives on for a moment, in which it must not move what stands in another card.
        card->releasePanel();
        panel->setParent(this);
        panel->hide();
    }
    if (!columns_) return;
    // A card may be in the middle of telling what was chosen in it.
    columns_->hide();
    columns_->setParent(nullptr);
    columns_->deleteLater();
    columns_ = nullptr;
}

void Page::orderFocus() {
    QWidget* last = focusBefore_;
    for (const Card* card : cards()) {
        for (QWidget* widget : card->focusChain()) {
            if (last) setTabOrder(last, widget);
            last = widget;
        }
    }
}

void Page::reveal() {
    orderFocus();
    if (content_.snapshot) showContent(content_);
    Q_EMIT needsChanged();
}

QSplitter* Page::columnOf(std::size_t index) const {
    const auto* scroll = qobject_cast<const QScrollArea*>(columns_->widget(static_cast<int>(index)));
    return qobject_cast<QSplitter*>(scroll->widget());
}

}  // namespace featurescope::ui
