#include "ui/controls/banner.h"

#include <QHBoxLayout>
#include <QLabel>

namespace featurescope::ui {

Banner::Banner(QWidget* parent) : QFrame(parent), text_(new QLabel(this)) {
    setObjectName(QStringLiteral("banner"));
    setAccessibleName(tr("Problem"));
    text_->setObjectName(QStringLiteral("bannerText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(text_);
    hide();
}

void Banner::showSnapshot(const Snapshot& snapshot) {
    const bool problem = snapshot.state == RunState::failed || snapshot.state == RunState::diverged;
    const QString message =
        problem ? QStringLiteral("⚠  ") + QString::fromStdString(snapshot.message) : QString();
    if (text_->text() != message) {
        text_->setText(message);
        setAccessibleDescription(message);
    }
    setVisible(problem);
}

void Banner::setLook(const Look& look) { text_->setFont(fontFor(TextRole::body, look)); }

}  // namespace featurescope::ui
