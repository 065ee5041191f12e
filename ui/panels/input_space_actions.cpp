#include "ui/panels/input_space_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QWidgetAction>
#include <algorithm>
#include <limits>

#include "ui/fields/spin_boxes.h"

namespace featurescope::ui {
namespace {

int shown(std::int64_t number) {
    return static_cast<int>(std::clamp<std::int64_t>(number, 0, std::numeric_limits<int>::max()));
}

}  // namespace

InputSpaceActions::InputSpaceActions(QWidget& panel) : QObject(&panel), panel_(panel) {
    addPlanes();
    addFields();
    addLines();
    show();
}

QAction* InputSpaceActions::addChoice(const QString& name, const QString& text, const QString& tip) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    panel_.addAction(action);
    return action;
}

void InputSpaceActions::addSeparator(const QString& text) {
    auto* action = new QAction(text, this);
    action->setSeparator(true);
    panel_.addAction(action);
}

QSpinBox* InputSpaceActions::addNumber(const QString& name, const QString& text, const QString& tip) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(26, 2, 10, 2);
    auto* label = new QLabel(text, row);
    auto* box = new CountSpinBox(row);
    box->setObjectName(name);
    box->setAccessibleName(text);
    box->setToolTip(tip);
    box->setKeyboardTracking(false);
    label->setBuddy(box);
    layout->addWidget(label);
    layout->addStretch();
    layout->addWidget(box);
    row->setFocusProxy(box);
    row->setFocusPolicy(Qt::StrongFocus);
    auto* action = new QWidgetAction(this);
    action->setObjectName(name + QStringLiteral("Row"));
    action->setText(text);
    action->setDefaultWidget(row);
    panel_.addAction(action);
    return box;
}

void InputSpaceActions::addPlanes() {
    addSeparator(tr("Plane"));
    planes_ = {
        addChoice(QStringLiteral("planeMeans"), tr("Means μ₁ and μ₂"), tr("μ₁ to the right, μ₂ upwards.")),
        addChoice(QStringLiteral("planePrincipal"), tr("Principal components"),
                  tr("The two directions in which the training inputs spread most, about the origin.")),
        addChoice(QStringLiteral("planeCoordinates"), tr("Two coordinates"),
                  tr("Two coordinates of the inputs, chosen below.")),
        addChoice(QStringLiteral("planeRandom"), tr("Random plane"),
                  tr("Two random directions, drawn from the seed below."))};
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < planes_.size(); ++i) {
        group->addAction(planes_[i]);
        connect(planes_[i], &QAction::triggered, this, [this, i] {
            InputSpaceOptions wanted = options_;
            wanted.plane.kind = NameTable<PlaneKind>::kinds[i].kind;
            change(wanted);
        });
    }
    first_ = addNumber(QStringLiteral("planeFirst"), tr("To the right: coordinate"),
                       tr("The coordinate drawn to the right; counted from 1."));
    second_ = addNumber(QStringLiteral("planeSecond"), tr("Upwards: coordinate"),
                        tr("The coordinate drawn upwards; counted from 1."));
    seed_ = addNumber(QStringLiteral("planeSeed"), tr("Seed of the random plane"),
                      tr("The same seed gives the same plane."));
    seed_->setRange(0, std::numeric_limits<int>::max());
    const auto number = [this](QSpinBox* box, PlaneKind kind, std::int64_t PlaneChoice::*member, int offset) {
        connect(box, &QSpinBox::valueChanged, this, [=, this](int value) {
            InputSpaceOptions wanted = options_;
            wanted.plane.kind = kind;
            wanted.plane.*member = value - offset;
            change(wanted);
        });
    };
    number(first_, PlaneKind::coordinates, &PlaneChoice::firstCoordinate, 1);
    number(second_, PlaneKind::coordinates, &PlaneChoice::secondCoordinate, 1);
    number(seed_, PlaneKind::random, &PlaneChoice::seed, 0);
}

void InputSpaceActions::addFields() {
    addSeparator(tr("Field"));
    fields_ = {addChoice(QStringLiteral("fieldSlice"), tr("Slice"),
                         tr("f at the points of the plane: their other coordinates are 0.")),
               addChoice(QStringLiteral("fieldAverage"), tr("Average over the cluster noise"), QString())};
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        group->addAction(fields_[i]);
        connect(fields_[i], &QAction::triggered, this, [this, i] {
            InputSpaceOptions wanted = options_;
            wanted.mode = i == 0 ? FieldMode::slice : FieldMode::clusterAverage;
            change(wanted);
        });
    }
}

void InputSpaceActions::addLines() {
    addSeparator(tr("Lines"));
    band_ = addChoice(QStringLiteral("showBand"),
                      tr("Where the sign is uncertain: P(f > 0) from 10 % to 90 %"), QString());
    ideal_ =
        addChoice(QStringLiteral("showIdeal"), tr("Ideal classifier"),
                  tr("|⟨μ₁, x⟩| = |⟨μ₂, x⟩|: the rule the network comes close to (eq. 2 of the paper)."));
    baselines_ = addChoice(QStringLiteral("showBaselines"), tr("Other classifiers"),
                           tr("Boundaries of other classifiers trained on the same data, on the plane of the "
                              "means."));
    const auto toggle = [this](QAction* action, bool InputSpaceOptions::*member) {
        connect(action, &QAction::triggered, this, [=, this](bool on) {
            InputSpaceOptions wanted = options_;
            wanted.*member = on;
            change(wanted);
        });
    };
    toggle(band_, &InputSpaceOptions::band);
    toggle(ideal_, &InputSpaceOptions::ideal);
    toggle(baselines_, &InputSpaceOptions::baselines);
    offerNoise();
}

void InputSpaceActions::offerNoise() {
    const QString missing = tr("Needs clusters whose noise is known.");
    fields_[1]->setToolTip(
        hasNoise_
            ? tr("The mean of f over the noise of the other coordinates. On the plane of the means that is "
                 "the mean over samples that look like the point; on another plane the other coordinates of "
                 "the means are left out.")
            : missing);
    band_->setToolTip(hasNoise_ ? tr("In the shaded part, between the two dashed lines, the noise of the "
                                     "other coordinates decides the "
                                     "sign.")
                                : missing);
    for (QAction* action : {fields_[1], band_}) {
        action->setStatusTip(action->toolTip());
        action->setEnabled(hasNoise_);
    }
}

void InputSpaceActions::setOptions(const InputSpaceOptions& options) {
    options_ = options;
    show();
}

void InputSpaceActions::setData(std::int64_t dimension, bool hasNoise) {
    if (dimension == dimension_ && hasNoise == hasNoise_) return;
    dimension_ = dimension;
    hasNoise_ = hasNoise;
    offerNoise();
    show();
}

void InputSpaceActions::show() {
    showing_ = true;
    const PlaneChoice plane = fitted(options_.plane, dimension_);
    for (std::size_t i = 0; i < planes_.size(); ++i)
        planes_[i]->setChecked(NameTable<PlaneKind>::kinds[i].kind == options_.plane.kind);
    // As it is drawn; what was chosen comes back with data that have it.
    const bool averages = hasNoise_ && options_.mode == FieldMode::clusterAverage;
    fields_[0]->setChecked(!averages);
    fields_[1]->setChecked(averages);
    band_->setChecked(hasNoise_ && options_.band);
    ideal_->setChecked(options_.ideal);
    baselines_->setChecked(options_.baselines);
    first_->setRange(1, std::max(1, shown(dimension_)));
    second_->setRange(1, std::max(1, shown(dimension_)));
    first_->setValue(shown(plane.firstCoordinate + 1));
    second_->setValue(shown(plane.secondCoordinate + 1));
    seed_->setValue(shown(plane.seed));
    showing_ = false;
}

void InputSpaceActions::change(const InputSpaceOptions& wanted) {
    if (showing_ || wanted == options_) return;
    options_ = wanted;
    if (options_.plane.kind == PlaneKind::coordinates) options_.plane = fitted(options_.plane, dimension_);
    show();
    Q_EMIT chosen();
}

}  // namespace featurescope::ui
