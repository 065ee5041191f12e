#include "ui/page/presentation.h"

#include <QPalette>
#include <QWidget>
#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr double kScaleStep = 0.2;
constexpr double kStrokeScale = 1.7;  // a 1.5 pixel curve is seen from the last row

}  // namespace

Presentation::Presentation(QWidget& window)
    : QObject(&window), window_(window), blank_(new QWidget(&window)) {
    blank_->setObjectName(QStringLiteral("blankScreen"));
    blank_->setAccessibleName(tr("Blank screen"));
    blank_->setAutoFillBackground(true);
    blank_->setPalette(QPalette(Qt::black));
    blank_->setStyleSheet(QStringLiteral("background: black;"));
    blank_->setCursor(Qt::BlankCursor);
    blank_->hide();
}

void Presentation::set(bool on) {
    if (on == isOn_) return;
    isOn_ = on;
    blank_->hide();
    window_.setWindowState(on ? window_.windowState() | Qt::WindowFullScreen
                              : window_.windowState() & ~Qt::WindowFullScreen);
    Q_EMIT changed();
}

void Presentation::grow(int steps) {
    if (!isOn_) return;
    const double scale = std::clamp(scale_ + steps * kScaleStep, kLeastScale, kMostScale);
    if (scale == scale_) return;
    scale_ = scale;
    Q_EMIT changed();
}

void Presentation::toggleBlank() {
    if (!isOn_) return;
    blank_->setGeometry(window_.rect());
    blank_->raise();
    blank_->setVisible(blank_->isHidden());
}

bool Presentation::isBlank() const { return !blank_->isHidden(); }

Look Presentation::applied(const Look& look) const {
    if (!isOn_) return look;
    Look shown = look;
    shown.textScale *= scale_;
    shown.strokeScale *= kStrokeScale;
    return shown;
}

}  // namespace featurescope::ui
