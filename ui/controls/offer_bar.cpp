#include "ui/controls/offer_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

namespace featurescope::ui {

OfferBar::OfferBar(QWidget* parent) : QFrame(parent), text_(new QLabel(this)), row_(new QHBoxLayout(this)) {
    setObjectName(QStringLiteral("offerBar"));
    setAccessibleName(tr("Offer"));
    text_->setObjectName(QStringLiteral("offerText"));
    text_->setTextFormat(Qt::PlainText);
    row_->setContentsMargins(12, 3, 6, 3);
    row_->setSpacing(6);
    row_->addWidget(text_);
    row_->addStretch(1);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, [this] {
            if (offer_.takesEnter) takeFirst();
        });
    }
    clear();
}

void OfferBar::show(const Offer& offer) {
    clear();
    offer_ = offer;
    text_->setText(offer.text);
    setAccessibleDescription(offer.text);
    for (std::size_t i = 0; i < offer.choices.size(); ++i) {
        const Offer::Choice& choice = offer.choices[i];
        auto* button = new QPushButton(choice.text, this);
        button->setObjectName(choice.id);
        button->setAccessibleName(choice.text);
        button->setAccessibleDescription(offer.text);
        button->setToolTip(choice.toolTip);
        button->setProperty("small", true);
        button->setFont(fontFor(TextRole::body, look_));
        connect(button, &QPushButton::clicked, this, [this, i] { take(i); });
        row_->insertWidget(static_cast<int>(i) + 1, button);
        buttons_.push_back(button);
    }
    for (QShortcut* enter : findChildren<QShortcut*>(Qt::FindDirectChildrenOnly))
        enter->setEnabled(offer.takesEnter);
    reveal();
}

void OfferBar::setQuiet(bool quiet) {
    isQuiet_ = quiet;
    reveal();
}

void OfferBar::reveal() { setVisible(!offer_.id.isEmpty() && (!isQuiet_ || offer_.takesEnter)); }

void OfferBar::clear() {
    offer_ = {};
    for (QPushButton* button : buttons_) {
        // It may be what has brought us here.
        button->hide();
        button->setObjectName(QString());
        button->deleteLater();
    }
    buttons_.clear();
    for (QShortcut* enter : findChildren<QShortcut*>(Qt::FindDirectChildrenOnly)) enter->setEnabled(false);
    hide();
}

void OfferBar::takeFirst() {
    if (!offer_.choices.empty()) take(0);
}

void OfferBar::take(std::size_t choice) {
    const std::function<void()> act = offer_.choices[choice].act;
    clear();
    act();
}

void OfferBar::setLook(const Look& look) {
    look_ = look;
    text_->setFont(fontFor(TextRole::body, look));
    for (QPushButton* button : buttons_) button->setFont(fontFor(TextRole::body, look));
}

}  // namespace featurescope::ui
