#include "ui/page/card.h"

#include <QComboBox>
#include <QGraphicsOpacityEffect>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/look/icons.h"
#include "ui/panels/panel.h"

namespace featurescope::ui {
namespace {

constexpr int kSide = 12;  // pixels, at every text scale
constexpr int kTop = 7;
constexpr int kBottom = 8;
constexpr double kButton = 22;  // side of the buttons at text scale 1
constexpr int kCardGap = 8;

/// How much larger than asked for texts are in a card that has the page for itself.
double growthIn(const QSize& card, const Look& look) {
    constexpr double kWidth = 700,
                     kHeight = 450;  // pixels at text scale 1, up to which they are as asked for
    constexpr double kStep = 0.1, kMost = 1.6;
    const double room = std::min(card.width() / kWidth, card.height() / kHeight) / look.textScale;
    return std::clamp(std::floor(room / kStep + 1e-9) * kStep, 1.0, kMost);
}

/// The key of an entry in the list of panels: 1 to 9, then a, b, c …
QString keyOf(std::size_t index) {
    return index < 9 ? QString::number(index + 1) : QString(QChar(u'a' + static_cast<char16_t>(index - 9)));
}

}  // namespace

Card::Card(QWidget* parent)
    : QFrame(parent),
      chooser_(new QPushButton(this)),
      explanation_(new QLabel(this)),
      help_(makeButton(QStringLiteral("help"))),
      enlarge_(makeButton(QStringLiteral("enlarge"))) {
    setProperty("card", true);
    chooser_->setObjectName(QStringLiteral("chooser"));
    chooser_->setProperty("heading", true);
    chooser_->setFocusPolicy(Qt::TabFocus);
    chooser_->setToolTip(tr("Show another panel here (F2)"));
    chooser_->setMenu(new QMenu(chooser_));
    explanation_->setObjectName(QStringLiteral("explanation"));
    explanation_->setProperty("muted", true);
    explanation_->setTextFormat(Qt::PlainText);
    help_->setText(QStringLiteral("?"));
    help_->setToolTip(tr("What this panel shows (F1)"));
    fillChooser();
    connect(help_, &QToolButton::clicked, this,
            [this] { Q_EMIT helpWanted(QString::fromLatin1(kind_->id)); });
    connect(enlarge_, &QToolButton::clicked, this, &Card::enlargeToggled);
}

void Card::setPanel(const PanelKind& kind, ui::Panel* panel) {
    if (panel_ && panel_ != panel) releasePanel();
    kind_ = &kind;
    panel_ = panel;
    setObjectName(QStringLiteral("card-") + QLatin1String(kind.id));
    panel->setParent(this);
    panel->setBare(true);
    panel->setLook(look_);
    panel->installEventFilter(this);
    connect(panel, &ui::Panel::headingChanged, this, &Card::showHeading);
    for (QAction* action : chooser_->menu()->actions())
        action->setChecked(action->objectName() == QLatin1String(kind.id));
    panel->show();
    showHeading();
    setControlsVisible(showsControls_);
}

void Card::releasePanel() {
    panel_->removeEventFilter(this);
    panel_->disconnect(this);
    panel_ = nullptr;
}

QList<QWidget*> Card::focusChain() const {
    QList<QWidget*> chain{chooser_, panel_};
    for (QWidget* control : panel_->findChildren<QWidget*>()) {
        // Menus are windows of their own, with an order of their own.
        const bool here = control->window() == window();
        if (here && (control->focusPolicy() & Qt::TabFocus)) chain << control;
    }
    return chain << help_ << enlarge_;
}

void Card::setLook(const Look& look) {
    asked_ = look;
    wearLook();
}

void Card::wearLook() {
    look_ = asked_;
    growth_ = enlarged_ ? growthIn(size(), asked_) : 1;
    look_.textScale *= growth_;
    look_.strokeScale *= growth_;
    chooser_->setFont(fontFor(TextRole::cardTitle, look_));
    chooser_->menu()->setFont(fontFor(TextRole::body, look_));
    explanation_->setFont(fontFor(TextRole::small, look_));
    help_->setFont(fontFor(TextRole::cardTitle, look_));
    if (panel_) panel_->setLook(look_);
    showEnlarge();
    layoutCard();
}

void Card::setEnlarged(bool enlarged) {
    enlarged_ = enlarged;
    wearLook();
}

void Card::showEnlarge() {
    const bool enlarged = enlarged_;
    enlarge_->setIcon(iconFor(enlarged ? Symbol::reduce : Symbol::enlarge, look_.palette.muted));
    enlarge_->setIconSize(QSize(scaled(14, look_), scaled(14, look_)));
    enlarge_->setToolTip(enlarged ? tr("Back to all panels (Enter, or double click)")
                                  : tr("Give this panel the whole page (Enter, or double click)"));
    enlarge_->setAccessibleName(enlarged ? tr("Show all panels") : tr("Enlarge"));
}

void Card::setControlsVisible(bool visible) {
    showsControls_ = visible;
    if (!panel_) return;
    for (QWidget* control : focusChain()) {
        const bool isControl = qobject_cast<QAbstractButton*>(control) || qobject_cast<QComboBox*>(control);
        if (!isControl || control == chooser_) continue;
        auto* clear = visible ? nullptr : new QGraphicsOpacityEffect(control);
        if (clear) clear->setOpacity(0);
        control->setGraphicsEffect(clear);
    }
}

void Card::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    const bool grows = enlarged_ && growth_ != growthIn(size(), asked_);
    grows ? wearLook() : layoutCard();
}

void Card::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT enlargeToggled();
            return;
        case Qt::Key_F2:
            chooser_->showMenu();
            return;
        case Qt::Key_F1:
            Q_EMIT helpWanted(QString::fromLatin1(kind_->id));
            return;
        default:
            QFrame::keyPressEvent(event);
    }
}

void Card::mouseDoubleClickEvent(QMouseEvent*) { Q_EMIT enlargeToggled(); }

void Card::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (!panel_ || !panel_->hasFocus()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look_.palette.accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 9, 9);
}

bool Card::eventFilter(QObject* watched, QEvent* event) {
    // The frame shows that the picture inside has the focus.
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QFrame::eventFilter(watched, event);
}

void Card::fillChooser() {
    const std::span<const PanelKind> kinds = panelKinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        QAction* action =
            chooser_->menu()->addAction(QStringLiteral("&%1   %2").arg(keyOf(i), titleOf(kinds[i])));
        action->setObjectName(QString::fromLatin1(kinds[i].id));
        action->setToolTip(explanationOf(kinds[i]));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this,
                [this, id = action->objectName()] { Q_EMIT kindChosen(id); });
    }
    chooser_->menu()->setToolTipsVisible(true);
}

void Card::showHeading() {
    chooser_->setText(panel_->title());
    chooser_->setAccessibleName(tr("Panel: %1").arg(panel_->title()));
    help_->setAccessibleName(tr("Help: %1").arg(panel_->title()));
    explanationText_ = panel_->caption().isEmpty() ? explanationOf(*kind_) : panel_->caption();
    explanation_->setAccessibleName(explanationText_);
    const QString caption = panel_->caption().isEmpty() ? QString() : QLatin1Char('\n') + panel_->caption();
    explanation_->setToolTip(explanationOf(*kind_) + caption);
    setAccessibleName(panel_->title());
    layoutCard();
}

void Card::layoutCard() {
    if (!panel_) return;
    const int button = scaled(kButton, look_);
    const int right = width() - kSide;
    enlarge_->setGeometry(right + 4 - button, kTop, button, button);
    help_->setGeometry(right + 4 - 2 * button, kTop, button, button);
    int free = help_->x() - kCardGap;  // end of what the row of the title still has room for
    chooser_->setGeometry(kSide, kTop, std::min(chooser_->sizeHint().width(), help_->x() - kSide), button);
    const int left = chooser_->geometry().right() + kCardGap;
    const int controls = panel_->controlsWidth();
    QRect forControls;  // in coordinates of the panel
    if (controls > 0 && controls <= free - left) {
        forControls = QRect(free - controls - kSide, 0, controls, button);
        free -= controls + kCardGap;
    }
    const int bottom = kTop + button + placeExplanation(left, free, kTop + button);
    panel_->setGeometry(kSide, kTop, right - kSide, std::max(40, height() - kTop - kBottom));
    panel_->setHeading(bottom + 2 - kTop, forControls);
    setMinimumHeight(kTop + kBottom + panel_->leastHeight(button));
    // The heading lies over the panel, which lends it its top.
    for (QWidget* widget : std::initializer_list<QWidget*>{chooser_, explanation_, help_, enlarge_})
        widget->raise();
}

int Card::placeExplanation(int left, int right, int below) {
    const QFontMetrics metrics(explanation_->font());
    const bool fits = metrics.horizontalAdvance(explanationText_) <= right - left;
    // It goes before the plot gets low; the tooltip says it all the same.
    const int spare = height() - kTop - kBottom - panel_->leastHeight(below - kTop);
    const bool ownRow = !fits && spare >= metrics.height();
    explanation_->setVisible(fits || ownRow);
    if (!ownRow) {
        explanation_->setWordWrap(false);
        explanation_->setText(explanationText_);
        explanation_->setGeometry(left, kTop + 1, std::max(0, right - left), below - kTop);
        return 0;
    }
    const int room = width() - 2 * kSide - 4;
    // Wrapped lines end early, so that two of them hold a little less than twice the room.
    const bool wraps = metrics.horizontalAdvance(explanationText_) > room && spare >= 2 * metrics.height();
    const int lines = wraps ? 2 : 1;
    explanation_->setWordWrap(wraps);
    explanation_->setText(
        metrics.elidedText(explanationText_, Qt::ElideRight, wraps ? static_cast<int>(1.85 * room) : room));
    explanation_->setGeometry(kSide + 4, below - 2, room, lines * metrics.height());
    return lines * metrics.height() - 1;
}

QToolButton* Card::makeButton(const QString& name) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setProperty("quiet", true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace featurescope::ui
