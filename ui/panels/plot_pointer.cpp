#include "ui/panels/plot_pointer.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>
#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr double kSlack = 4;      // pixels a hand may tremble between press and release
constexpr double kDistance = 14;  // of the box from the pointer
constexpr int kCross = 17;

/// The cross that keys move.
class Cross : public QWidget {
  public:
    explicit Cross(QWidget* parent) : QWidget(parent) {
        setObjectName(QStringLiteral("cross"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        resize(kCross, kCross);
        hide();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const double middle = kCross / 2.0;
        const QLineF strokes[] = {{middle, 1, middle, kCross - 1.0}, {1, middle, kCross - 1.0, middle}};
        painter.setPen(QPen(palette().color(QPalette::Base), 4));
        painter.drawLines(strokes, 2);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawLines(strokes, 2);
    }
};

bool isCursorKey(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down ||
           key == Qt::Key_Return || key == Qt::Key_Enter;
}

}  // namespace

QPointF valueAt(const PlotMapping& map, const QPointF& pixel) {
    return {map.xLow + (pixel.x() - map.plot.left()) / map.plot.width() * (map.xHigh - map.xLow),
            map.yLow + (map.plot.bottom() - pixel.y()) / map.plot.height() * (map.yHigh - map.yLow)};
}

ReadoutBox::ReadoutBox(QWidget* parent) : QLabel(parent) {
    setObjectName(QStringLiteral("readout"));
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setMargin(7);
    hide();
}

void ReadoutBox::setLook(const Look& look) {
    look_ = look;
    setFont(fontFor(TextRole::small, look));
}

void ReadoutBox::say(const QString& text, const QPointF& at, QWidget& plot) {
    if (text.isEmpty()) {
        hide();
        return;
    }
    if (text != this->text()) {
        setText(text);
        setAccessibleName(text);
    }
    const QSizeF size = sizeHint();
    // One that is higher than a low card goes beyond its edge instead of being cut there.
    QWidget* host = size.height() <= plot.height() ? &plot : plot.window();
    if (parentWidget() != host) setParent(host);
    const QPointF pixel = plot.mapTo(host, at);
    const QRectF room(host->rect());
    QPointF corner = pixel + QPointF(kDistance, kDistance);
    if (corner.x() + size.width() > room.right()) corner.setX(pixel.x() - kDistance - size.width());
    if (corner.y() + size.height() > room.bottom()) corner.setY(pixel.y() - kDistance - size.height());
    const double left = std::max(room.left(), std::min(corner.x(), room.right() - size.width()));
    const double top = std::max(room.top(), std::min(corner.y(), room.bottom() - size.height()));
    setGeometry(QRectF(QPointF(left, top), size).toRect());
    raise();
    show();
}

void ReadoutBox::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look_.palette.axis, 1));
    painter.setBrush(look_.palette.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.end();
    QLabel::paintEvent(event);
}

PlotPointer::PlotPointer(PlotView& plot, Readout readout, QWidget* keyHost)
    : QObject(&plot),
      plot_(plot),
      viewport_(plot.viewport()),
      readout_(std::move(readout)),
      box_(new ReadoutBox(&plot)),
      cross_(new Cross(&plot)) {
    secondClickMayCome_.setSingleShot(true);
    connect(&secondClickMayCome_, &QTimer::timeout, this, &PlotPointer::sayClicked);
    plot.viewport()->setMouseTracking(true);
    plot.viewport()->installEventFilter(this);
    if (keyHost) keyHost->installEventFilter(this);
}

PlotPointer::~PlotPointer() { delete box_; }

void PlotPointer::setLook(const Look& look) {
    if (box_) box_->setLook(look);
    refresh();
}

void PlotPointer::refresh() {
    if (at_ && box_) box_->say(readout_(*at_), *at_, plot_);
}

bool PlotPointer::eventFilter(QObject* watched, QEvent* event) {
    if (watched == viewport_) {
        watchMouse(*event);
        if (event->type() != QEvent::MouseButtonDblClick) return false;
        const QPointF pixel = static_cast<QMouseEvent*>(event)->position();
        return isRight(pixel) && doubleClickRight_(pixel);
    }
    switch (event->type()) {
        case QEvent::FocusOut:
            cross_->hide();
            pointAt(std::nullopt);
            break;
        case QEvent::ShortcutOverride:
        case QEvent::KeyPress:
            return takeKey(*static_cast<QKeyEvent*>(event));
        default:
            break;
    }
    return false;
}

void PlotPointer::watchMouse(QEvent& event) {
    switch (event.type()) {
        case QEvent::MouseMove:
            pointAt(static_cast<QMouseEvent&>(event).position());
            break;
        case QEvent::Leave:
        case QEvent::Hide:
            pointAt(std::nullopt);
            break;
        case QEvent::MouseButtonPress: {
            const auto& mouse = static_cast<QMouseEvent&>(event);
            // Two clicks far from each other are two.
            if (secondClickMayCome_.isActive()) sayClicked();
            pressed_.reset();
            if (mouse.button() == Qt::LeftButton) pressed_ = mouse.position();
            sincePress_.start();
            break;
        }
        case QEvent::MouseButtonDblClick:
            pressed_.reset();
            secondClickMayCome_.stop();
            break;
        case QEvent::MouseButtonRelease:
            release(static_cast<QMouseEvent&>(event));
            break;
        default:
            break;
    }
}

void PlotPointer::release(const QMouseEvent& mouse) {
    if (mouse.button() != Qt::LeftButton || !pressed_) return;
    const double trembled = (mouse.position() - *pressed_).manhattanLength();
    pressed_.reset();
    QRectF area = plot_.plotRect();
    if (clicksBelow_) area.setBottom(plot_.height());
    if (trembled > kSlack || !(area.contains(mouse.position()) || isRight(mouse.position()))) return;
    clickedAt_ = mouse.position();
    clickedWith_ = mouse.modifiers();
    const qint64 left = QGuiApplication::styleHints()->mouseDoubleClickInterval() - sincePress_.elapsed();
    if (left > 0) {
        secondClickMayCome_.start(static_cast<int>(left));
    } else {
        sayClicked();
    }
}

bool PlotPointer::isRight(const QPointF& pixel) const {
    return doubleClickRight_ && pixel.x() > plot_.plotRect().right() && pixel.x() < plot_.width();
}

void PlotPointer::sayClicked() {
    secondClickMayCome_.stop();
    Q_EMIT clicked(clickedAt_, clickedWith_);
}

bool PlotPointer::takeKey(QKeyEvent& event) {
    // Arrows alone step through the run and Enter alone enlarges the panel.
    if (!(event.modifiers() & Qt::ShiftModifier) || !isCursorKey(event.key())) return false;
    event.accept();
    if (event.type() == QEvent::ShortcutOverride) return true;
    const QRectF plot = plot_.plotRect();
    QPointF pixel = at_.value_or(plot.center());
    const Qt::KeyboardModifiers control = event.modifiers() & Qt::ControlModifier;
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        Q_EMIT clicked(pixel, control);
        return true;
    }
    const double part = control ? 200 : 25;
    if (event.key() == Qt::Key_Left) pixel.rx() -= plot.width() / part;
    if (event.key() == Qt::Key_Right) pixel.rx() += plot.width() / part;
    if (event.key() == Qt::Key_Up) pixel.ry() -= plot.height() / part;
    if (event.key() == Qt::Key_Down) pixel.ry() += plot.height() / part;
    moveCross(pixel);
    return true;
}

void PlotPointer::moveCross(const QPointF& pixel) {
    const QRectF plot = plot_.plotRect();
    const QPointF inside(std::clamp(pixel.x(), plot.left(), plot.right()),
                         std::clamp(pixel.y(), plot.top(), plot.bottom()));
    cross_->move((inside - QPointF(kCross, kCross) / 2).toPoint());
    cross_->show();
    pointAt(inside);
}

void PlotPointer::pointAt(std::optional<QPointF> pixel) {
    if (!at_ && !pixel) return;
    at_.reset();
    const auto isInPlot = [this](const QPointF& at) {
        return plot_.plotRect().adjusted(-0.5, -0.5, 0.5, 0.5).contains(at);
    };
    if (pixel && (isInPlot(*pixel) || isRight(*pixel))) at_ = pixel;
    Q_EMIT moved();
    if (at_) {
        refresh();
    } else if (box_) {
        box_->hide();
    }
}

}  // namespace featurescope::ui
