#include "ui/controls/number_row.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "ui/controls/number_slider.h"
#include "ui/controls/spec_fields.h"
#include "ui/fields/number_field.h"

namespace featurescope::ui {
namespace {

constexpr int kPositions = 400;

}  // namespace

NumberRow::NumberRow(const QString& path, const Field& field, bool whole, QWidget* parent)
    : SettingRow(path, field, parent),
      low_(field.sliderLow),
      high_(field.sliderHigh),
      logarithmic_(field.logarithmic),
      whole_(whole),
      slider_(new NumberSlider({[this](int position) { return valueAt(position); },
                                [this](double value) { return positionOf(value); }},
                               this)),
      box_(new NumberField(whole ? NumberField::Kind::whole : NumberField::Kind::real, field.minimum,
                           field.maximum, this)) {
    slider_->setRange(0, kPositions);
    slider_->setMinimumWidth(40);
    nameControl(slider_, QStringLiteral("slider"), tr("%1, slider").arg(accessibleLabel()));
    nameControl(box_, QStringLiteral("box"), accessibleLabel());
    setMainControl(box_, box_->allowed());
    row().addWidget(slider_, 1);
    row().addWidget(box_);
    connect(slider_, &QSlider::valueChanged, this, &NumberRow::sliderMoved);
    connect(slider_, &QSlider::sliderReleased, this, &NumberRow::edited);
    connect(box_, &LineField::committed, this, &NumberRow::boxEdited);
    connect(box_, &QLineEdit::textEdited, this, [this] { setProblem(QString()); });
}

void NumberRow::load(const ExperimentSpec& spec) {
    if (const auto* integer = settingAt<std::int64_t>(spec, path())) show(static_cast<double>(*integer));
    if (const auto* real = settingAt<double>(spec, path())) show(*real);
}

bool NumberRow::store(ExperimentSpec& spec) const {
    const std::optional<double> number = box_->number();
    if (!number) return false;
    if (auto* integer = settingAt<std::int64_t>(spec, path())) *integer = static_cast<std::int64_t>(*number);
    if (auto* real = settingAt<double>(spec, path())) *real = *number;
    return true;
}

bool NumberRow::isBusy() const { return slider_->isSliderDown() || (box_->hasFocus() && box_->isModified()); }

void NumberRow::setLook(const Look& look) {
    SettingRow::setLook(look);
    box_->setFont(fontFor(TextRole::body, look));
    box_->setFixedWidth(scaled(80, look));
}

void NumberRow::sliderMoved(int position) {
    box_->showNumber(valueAt(position));
    setProblem(QString());
    Q_EMIT edited();
}

void NumberRow::boxEdited() {
    const std::optional<double> number = box_->number();
    if (!number) {
        setProblem(box_->problem());
        return;
    }
    show(*number);
    Q_EMIT edited();
}

void NumberRow::show(double value) {
    box_->showNumber(value);
    setProblem(QString());
    const QSignalBlocker quiet(slider_);
    slider_->setValue(positionOf(value));
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

}  // namespace featurescope::ui
