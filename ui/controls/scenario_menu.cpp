#include "ui/controls/scenario_menu.h"

#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>
#include <algorithm>

#include "ui/controls/scenario_list.h"

namespace featurescope::ui {
namespace {

constexpr int kBesideTexts = 34;     // pixels: margins and the chevron
constexpr double kLeastWidth = 240;  // pixels at text scale 1, so that short titles do not move what follows

}  // namespace

ScenarioMenu::ScenarioMenu(QWidget* parent)
    : QPushButton(parent), title_(new QLabel(this)), subtitle_(new QLabel(this)), list_(new ScenarioList) {
    setObjectName(QStringLiteral("scenarioMenu"));
    setAccessibleName(tr("Scenario"));
    setToolTip(tr("Choose a scenario (Ctrl+O)"));
    setFocusPolicy(Qt::TabFocus);
    subtitle_->setProperty("muted", true);
    for (QLabel* label : {title_, subtitle_}) label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 26, 2);
    layout->setSpacing(0);
    layout->addWidget(title_);
    layout->addWidget(subtitle_);
    auto* menu = new QMenu(this);
    auto* row = new QWidgetAction(menu);
    row->setDefaultWidget(list_);
    menu->addAction(row);
    connect(menu, &QMenu::aboutToShow, list_, &ScenarioList::begin);
    connect(list_, &ScenarioList::chosen, this, [this](const ExperimentSpec& spec) {
        this->menu()->close();
        Q_EMIT chosen(spec);
    });
    setMenu(menu);
    setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
}

void ScenarioMenu::show(const QString& title, const QString& subtitle) {
    if (title == titleText_ && subtitle == subtitleText_) return;
    titleText_ = title;
    list_->setPresent(title);
    subtitleText_ = subtitle;
    updateGeometry();
    setAccessibleName(tr("Scenario: %1").arg(title));
    setAccessibleDescription(subtitle);
    setToolTip(title + QLatin1Char('\n') + subtitle + QLatin1Char('\n') + tr("Choose a scenario (Ctrl+O)"));
    elide();
}

void ScenarioMenu::setLook(const Look& look) {
    look_ = look;
    setFont(fontFor(TextRole::body, look));
    title_->setFont(fontFor(TextRole::windowTitle, look));
    subtitle_->setFont(fontFor(TextRole::small, look));
    list_->setLook(look);
    elide();
}

int ScenarioMenu::wholeWidth() const {
    // The title first; what state the run is in stays in its narrowest room.
    return title_->fontMetrics().horizontalAdvance(titleText_) + kBesideTexts + 1;
}

QSize ScenarioMenu::sizeHint() const {
    return {std::max(scaled(kLeastWidth, look_), wholeWidth()), scaled(46, look_)};
}

QSize ScenarioMenu::minimumSizeHint() const { return {scaled(180, look_), scaled(46, look_)}; }

void ScenarioMenu::resizeEvent(QResizeEvent* event) {
    QPushButton::resizeEvent(event);
    elide();
}

void ScenarioMenu::elide() {
    const int room = std::max(0, width() - kBesideTexts);
    title_->setText(title_->fontMetrics().elidedText(titleText_, Qt::ElideRight, room));
    subtitle_->setText(subtitle_->fontMetrics().elidedText(subtitleText_, Qt::ElideRight, room));
}

}  // namespace featurescope::ui
