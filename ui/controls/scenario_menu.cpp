#include "ui/controls/scenario_menu.h"

#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include "core/spec/scenario_table.h"

namespace featurescope::ui {

ScenarioMenu::ScenarioMenu(QWidget* parent)
    : QPushButton(parent), title_(new QLabel(this)), subtitle_(new QLabel(this)) {
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
    menu->setObjectName(QStringLiteral("scenarioList"));
    menu->setToolTipsVisible(true);
    for (const Scenario& scenario : scenarios()) {
        QAction* action = menu->addAction(QString::fromStdString(scenario.spec.title));
        action->setObjectName(QStringLiteral("scenario/") + QString::fromStdString(scenario.name));
        action->setToolTip(QString::fromStdString(scenario.spec.watch));
        connect(action, &QAction::triggered, this, [this, spec = scenario.spec] { Q_EMIT chosen(spec); });
    }
    setMenu(menu);
    setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
}

void ScenarioMenu::show(const QString& title, const QString& subtitle) {
    if (title == titleText_ && subtitle == subtitleText_) return;
    titleText_ = title;
    subtitleText_ = subtitle;
    setAccessibleName(tr("Scenario: %1").arg(title));
    setAccessibleDescription(subtitle);
    elide();
}

void ScenarioMenu::setLook(const Look& look) {
    look_ = look;
    setFont(fontFor(TextRole::body, look));
    title_->setFont(fontFor(TextRole::windowTitle, look));
    subtitle_->setFont(fontFor(TextRole::small, look));
    menu()->setFont(fontFor(TextRole::body, look));
    elide();
}

QSize ScenarioMenu::sizeHint() const { return {scaled(300, look_), scaled(46, look_)}; }

QSize ScenarioMenu::minimumSizeHint() const { return {scaled(180, look_), scaled(46, look_)}; }

void ScenarioMenu::resizeEvent(QResizeEvent* event) {
    QPushButton::resizeEvent(event);
    elide();
}

void ScenarioMenu::elide() {
    const int room = std::max(0, width() - 34);
    title_->setText(title_->fontMetrics().elidedText(titleText_, Qt::ElideRight, room));
    subtitle_->setText(subtitle_->fontMetrics().elidedText(subtitleText_, Qt::ElideRight, room));
}

}  // namespace featurescope::ui
