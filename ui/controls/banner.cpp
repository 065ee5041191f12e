#include "ui/controls/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <array>

#include "ui/controls/form_words.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

/// A step well before the divergence: what has gone wrong mostly shows long before it overflows.
std::int64_t stepToGoBackTo(const Snapshot& snapshot) {
    return std::max<std::int64_t>(
        0, snapshot.divergence->step - std::max<std::int64_t>(2, snapshot.divergence->step / 4));
}

}  // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent),
      text_(new QLabel(this)),
      halve_(makeButton("bannerHalve", tr("Train on from there with half the step size (Alt+1)"))),
      back_(makeButton("bannerBack", tr("Look at that step again (Alt+2)"))),
      close_(makeButton("bannerClose", {})) {
    setObjectName(QStringLiteral("banner"));
    text_->setObjectName(QStringLiteral("bannerText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(text_, 1);
    for (QPushButton* button : {halve_, back_, close_}) layout->addWidget(button);
    const Qt::Key keys[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3};
    for (int i = 0; i < 3; ++i)
        std::array{halve_, back_, close_}[static_cast<std::size_t>(i)]->setShortcut(Qt::ALT | keys[i]);
    connect(halve_, &QPushButton::clicked, this, [this] { Q_EMIT halveWanted(step_); });
    connect(back_, &QPushButton::clicked, this, [this] { Q_EMIT goBackWanted(step_); });
    connect(close_, &QPushButton::clicked, this, [this] {
        closed_ = text_->text();
        hide();
    });
    hide();
}

QPushButton* Banner::makeButton(const char* name, const QString& tip) {
    auto* button = new QPushButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolTip(tip);
    return button;
}

void Banner::showSnapshot(const Snapshot& snapshot) {
    const bool problem = snapshot.state == RunState::failed || snapshot.state == RunState::diverged;
    const QString said = inWordsOfForm(snapshot.message, snapshot.spec);
    const QString message = problem ? QStringLiteral("⚠  ") + said : said;
    const bool canGoBack =
        snapshot.state == RunState::diverged && snapshot.divergence && snapshot.divergence->step > 0;
    if (canGoBack) step_ = stepToGoBackTo(snapshot);
    if (text_->text() != message) {
        text_->setText(message);
        setAccessibleDescription(message);
        closed_.clear();
        halve_->setText(tr("Halve the step, back to %1").arg(countLabel(step_)));
        halve_->setAccessibleName(halve_->text());
        back_->setText(tr("Go back to %1").arg(countLabel(step_)));
        back_->setAccessibleName(back_->text());
        close_->setText(canGoBack ? tr("Keep looking") : tr("Close"));
        close_->setAccessibleName(close_->text());
        close_->setToolTip(canGoBack ? tr("Stay at the last good step (Alt+3)")
                                     : tr("Close the message (Alt+3)"));
        setAccessibleName(problem ? tr("Problem") : tr("Message"));
    }
    halve_->setVisible(canGoBack);
    back_->setVisible(canGoBack);
    close_->setVisible(canGoBack ||
                       !problem);  // there is nothing to look at beside a run that could not be made
    setVisible(!message.isEmpty() && closed_ != message);
}

void Banner::setLook(const Look& look) {
    text_->setFont(fontFor(TextRole::body, look));
    for (QPushButton* button : {halve_, back_, close_}) button->setFont(fontFor(TextRole::body, look));
}

}  // namespace featurescope::ui
