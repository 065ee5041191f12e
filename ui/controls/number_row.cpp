#include "ui/controls/number_row.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "ui/controls/spec_fields.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr int kPositions = 400;

QString boxText(double value, bool whole) {
    return whole ? QString::number(static_cast<qlonglong>(value)) : editableNumber(value);
}

}  // namespace

NumberRow::NumberRow(const QString& path, const Field& field, bool whole, QWidget* parent)
    : SettingRow(path, field, parent),
      minimum_(field.minimum),
      maximum_(field.maximum),
      low_(field.sliderLow),
      high_(field.sliderHigh),
      logarithmic_(field.logarithmic),
      whole_(whole),
      slider_(new QSlider(Qt::Horizontal, this)),
      box_(new QLineEdit(this)) {
    slider_->setRange(0, kPositions);
    slider_->setMinimumWidth(40);
    box_->setAlignment(Qt::AlignRight);
    nameControl(slider_, QStringLiteral("slider"), tr("%1, slider").arg(accessibleLabel()));
    nameControl(box_, QStringLiteral("box"), accessibleLabel());
    setMainControl(box_, allowed());
    row().addWidget(slider_, 1);
    row().addWidget(box_);
    connect(slider_, &QSlider::valueChanged, this, &NumberRow::sliderMoved);
    connect(slider_, &QSlider::sliderReleased, this, &NumberRow::edited);
    connect(box_, &QLineEdit::editingFinished, this, &NumberRow::boxEdited);
    connect(box_, &QLineEdit::textEdited, this, [this] { setProblem(QString()); });
    box_->installEventFilter(this);
}

void NumberRow::load(const ExperimentSpec& spec) {
    if (const auto* integer = settingAt<std::int64_t>(spec, path())) show(static_cast<double>(*integer));
    if (const auto* real = settingAt<double>(spec, path())) show(*real);
}

bool NumberRow::store(ExperimentSpec& spec) const {
    const std::optional<double> number = value();
    if (!number) return false;
    if (auto* integer = settingAt<std::int64_t>(spec, path())) *integer = static_cast<std::int64_t>(*number);
    if (auto* real = settingAt<double>(spec, path())) *real = *number;
    return true;
}

bool NumberRow::isBusy() const { return slider_->isSliderDown() || (box_->hasFocus() && box_->isModified()); }

void NumberRow::setLook(const Look& look) {
    SettingRow::setLook(look);
    box_->setFont(fontFor(TextRole::body, look));
    box_->setFixedWidth(scaled(72, look));
}

bool NumberRow::eventFilter(QObject* watched, QEvent* event) {
    const bool escape =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (watched != box_ || !escape) return SettingRow::eventFilter(watched, event);
    box_->setText(shown_);
    box_->setModified(false);
    setProblem(QString());
    return true;
}

void NumberRow::sliderMoved(int position) {
    const double value = valueAt(position);
    box_->setText(boxText(value, whole_));
    box_->setModified(false);
    setProblem(QString());
    Q_EMIT edited();
}

void NumberRow::boxEdited() {
    if (!box_->isModified()) return;
    const std::optional<double> number = value();
    if (!number) {
        setProblem(allowed());
        return;
    }
    box_->setModified(false);
    setProblem(QString());
    const QSignalBlocker quiet(slider_);
    slider_->setValue(positionOf(*number));
    Q_EMIT edited();
}

void NumberRow::show(double value) {
    shown_ = boxText(value, whole_);
    box_->setText(shown_);
    box_->setCursorPosition(0);
    box_->setModified(false);
    setProblem(QString());
    const QSignalBlocker quiet(slider_);
    slider_->setValue(positionOf(value));
}

std::optional<double> NumberRow::value() const {
    const std::string text = box_->text().trimmed().toStdString();
    std::optional<double> number;
    if (whole_) {
        if (const auto integer = parseInteger(text)) number = static_cast<double>(*integer);
    } else {
        number = parseNumber(text);
    }
    if (!number || *number < minimum_ || *number > maximum_) return std::nullopt;
    return number;
}

double NumberRow::valueAt(int position) const {
    const double share = static_cast<double>(position) / kPositions;
    const double value = logarithmic_ ? low_ * std::pow(high_ / low_, share) : low_ + share * (high_ - low_);
    if (whole_) return std::round(value);
    // Three digits: nobody aims at more with a slider.
    return value == 0 ? 0 : QString::number(value, 'g', 3).toDouble();
}

int NumberRow::positionOf(double value) const {
    double share = 0;
    if (logarithmic_) {
        share = value > 0 ? std::log(value / low_) / std::log(high_ / low_) : 0;
    } else {
        share = (value - low_) / (high_ - low_);
    }
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kPositions));
}

QString NumberRow::allowed() const {
    const QString low = boxText(minimum_, whole_);
    if (maximum_ >= kLargestExactInteger) {
        return whole_ ? tr("A whole number, %1 or larger.").arg(low) : tr("A number, %1 or larger.").arg(low);
    }
    return tr("A number from %1 to %2.").arg(low, boxText(maximum_, whole_));
}

}  // namespace featurescope::ui
