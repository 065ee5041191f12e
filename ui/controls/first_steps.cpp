#include "ui/controls/first_steps.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <cmath>

#include "core/run/snapshot.h"
#include "ui/look/number_format.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

constexpr double kTurned = 0.8;  // median cosine from which on most neurons point along a mean

}  // namespace

QString liveSentence(const Snapshot& snapshot) {
    const double error = lastKnown(snapshot, Observable::testErrorClean);
    const double cosine = lastKnown(snapshot, Observable::alignmentOwnMedian);
    const QString start = FirstSteps::tr("Step %1.").arg(countLabel(snapshot.step)) + QLatin1Char(' ');
    const QString what = snapshot.step == 0       ? FirstSteps::tr("The network guesses")
                         : !std::isfinite(cosine) ? FirstSteps::tr("The network learns")
                         : cosine < kTurned ? FirstSteps::tr("The neurons turn towards the cluster means")
                                            : FirstSteps::tr("Most neurons point along a cluster mean");
    if (!std::isfinite(error)) return start + what + QLatin1Char('.');
    return start + FirstSteps::tr("%1: clean test error %2.").arg(what, percentLabel(error));
}

FirstSteps::FirstSteps(QWidget* parent)
    : QFrame(parent),
      sentence_(new QLabel(this)),
      play_(new QPushButton(tr("Show me what it learns (Space)"), this)),
      close_(new QPushButton(tr("Close"), this)) {
    setObjectName(QStringLiteral("firstSteps"));
    setProperty("card", true);
    setAccessibleName(tr("What is happening"));
    sentence_->setObjectName(QStringLiteral("liveSentence"));
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setWordWrap(true);
    play_->setObjectName(QStringLiteral("showMe"));
    play_->setProperty("primary", true);
    play_->setToolTip(tr("Train, or pause (Space)"));
    close_->setObjectName(QStringLiteral("closeFirstSteps"));
    close_->setProperty("small", true);
    close_->setToolTip(tr("The charts alone"));
    for (QPushButton* button : {play_, close_}) {
        button->setAccessibleName(button->text());
        button->setFocusPolicy(Qt::TabFocus);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 10, 8);
    layout->setSpacing(12);
    layout->addWidget(sentence_, 1);
    layout->addWidget(play_);
    layout->addWidget(close_);
    connect(play_, &QPushButton::clicked, this, &FirstSteps::playWanted);
    connect(close_, &QPushButton::clicked, this, &FirstSteps::closed);
}

void FirstSteps::showSnapshot(const Snapshot& snapshot) {
    const QString text = liveSentence(snapshot);
    if (text == sentence_->text()) return;
    sentence_->setText(text);
    sentence_->setAccessibleName(text);
}

void FirstSteps::setLook(const Look& look) {
    sentence_->setFont(fontFor(TextRole::windowTitle, look));
    play_->setFont(fontFor(TextRole::cardTitle, look));
    close_->setFont(fontFor(TextRole::body, look));
}

}  // namespace featurescope::ui
