#include "ui/files/notice.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr int kMillisecondsPerCharacter = 60;  // slow readers read that fast
constexpr int kShortest = 4000;
constexpr int kMargin = 16;

}  // namespace

Notice::Notice(QWidget* window) : QLabel(window) {
    setObjectName(QStringLiteral("notice"));
    setProperty("card", true);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setMargin(10);
    setAutoFillBackground(true);
    hide();
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &QLabel::hide);
    window->installEventFilter(this);
}

void Notice::say(const QString& text) {
    setFont(QApplication::font());
    setText(text);
    setAccessibleName(text);
    place();
    show();
    raise();
    timer_.start(std::max(kShortest, static_cast<int>(text.size()) * kMillisecondsPerCharacter));
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

bool Notice::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) place();
    return QLabel::eventFilter(watched, event);
}

void Notice::mousePressEvent(QMouseEvent*) { hide(); }

void Notice::place() {
    const QWidget* const window = parentWidget();
    constexpr int kWidest = 760;  // longer lines are hard to read
    const int most = std::clamp(window->width() - 2 * kMargin, 100, kWidest);
    setFixedWidth(std::min(most, std::max(240, fontMetrics().horizontalAdvance(text()) + 60)));
    adjustSize();
    // Whoever reads goes on playing.
    const auto* const timeline = window->findChild<QWidget*>(QStringLiteral("timelineCard"));
    const int bottom =
        timeline && timeline->isVisible() ? timeline->mapTo(window, QPoint()).y() : window->height();
    move((window->width() - width()) / 2, std::max(0, bottom - height() - kMargin));
}

}  // namespace featurescope::ui
