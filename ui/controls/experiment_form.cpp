#include "ui/controls/experiment_form.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>

#include "core/spec/setting_defaults.h"
#include "core/spec/spec_validation.h"
#include "ui/controls/choice_row.h"
#include "ui/controls/form_words.h"
#include "ui/controls/number_row.h"
#include "ui/controls/spec_fields.h"

namespace featurescope::ui {
namespace {

constexpr int kDebounceMilliseconds = 150;

/// The settings that somebody meets first.
constexpr std::string_view kBrief[] = {"data.dimension",   "data.train_samples", "data.cluster_variance",
                                       "data.label_noise", "network.neurons",    "training.step_size"};

/// The control for one setting, chosen by the type of its value.
template <typename Value>
SettingRow* makeRow(const QString& path, const Field& field, bool fixed, QWidget* parent) {
    if constexpr (std::is_same_v<Value, std::string>) {
        return new FixedRow(path, field, parent);
    } else if constexpr (std::is_same_v<Value, bool>) {
        return new SwitchRow(path, field, parent);
    } else if constexpr (std::is_enum_v<Value>) {
        return new EnumRow<Value>(path, field, parent);
    } else if constexpr (std::is_same_v<Value, std::vector<StepSizeChange>>) {
        return new StepSizeChangesRow(path, field, parent);
    } else {
        if (fixed) return new FixedRow(path, field, parent);
        if (path.startsWith(QStringLiteral("seeds."))) return new SeedRow(path, field, parent);
        return new NumberRow(path, field, std::is_same_v<Value, std::int64_t>, parent);
    }
}

/// Gives the settings of `spec` that have no effect the values they have in `shown`.
void keepWithoutEffect(const ExperimentSpec& shown, ExperimentSpec& spec) {
    visitSpecFields(spec, [&](std::string_view group, const Field& field, auto& value) {
        if (field.inEffect) return;
        using Value = std::remove_cvref_t<decltype(value)>;
        if (const Value* kept = settingAt<Value>(shown, settingPath(group, field.key))) value = *kept;
    });
}

}  // namespace

ExperimentForm::ExperimentForm(QWidget* parent)
    : QFrame(parent), scroll_(new QScrollArea(this)), all_(new QPushButton(this)) {
    setObjectName(QStringLiteral("experimentForm"));
    setProperty("card", true);
    setAccessibleName(tr("Settings of the experiment"));
    scroll_->setObjectName(QStringLiteral("formScroll"));
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 5, 8);
    layout->addWidget(scroll_);
    layout->addWidget(all_);
    all_->setObjectName(QStringLiteral("allSettings"));
    all_->setProperty("small", true);
    all_->setFocusPolicy(Qt::TabFocus);
    all_->setToolTip(tr("Show every setting, or the six that matter most"));
    connect(all_, &QPushButton::clicked, this, [this] {
        setBrief(!isBrief_);
        Q_EMIT briefToggled();
    });
    setBrief(false);
    debounce_.setSingleShot(true);
    debounce_.setInterval(kDebounceMilliseconds);
    connect(&debounce_, &QTimer::timeout, this, &ExperimentForm::submit);
    build();
}

ExperimentForm::~ExperimentForm() {
    // A box that is being edited reports its text when it goes; it must find this form whole.
    delete scroll_;
}

void ExperimentForm::load(const ExperimentSpec& spec) {
    ExperimentSpec shown = spec;
    // What was typed before something else was chosen comes back with that choice, but not in another
    // experiment.
    if (spec.title == spec_.title) keepWithoutEffect(spec_, shown);
    spec_ = std::move(shown);
    buildForKind();
    for (SettingRow* row : rows_) {
        if (!isPending() && !row->isBusy()) row->load(spec_);
    }
    showRowsInEffect();
}

int ExperimentForm::drag() const {
    const QList<QSlider*> sliders = findChildren<QSlider*>();
    const bool isHeld = std::any_of(sliders.begin(), sliders.end(),
                                    [](const QSlider* slider) { return slider->isSliderDown(); });
    return isHeld || releasing_ ? drags_ : 0;
}

void ExperimentForm::setLook(const Look& look) {
    look_ = look;
    for (SettingRow* row : rows_) {
        row->setLook(look);
    }
    all_->setFont(fontFor(TextRole::body, look));
    for (QLabel* heading : headings_) heading->setFont(fontFor(TextRole::cardTitle, look));
    watch_->setFont(fontFor(TextRole::small, look));
    setFixedWidth(scaled(312, look));
}

void ExperimentForm::buildForKind() {
    if (builtKind_ != kindNameOf(spec_.data)) build();
    watch_->setText(QString::fromStdString(spec_.watch));
    watch_->setVisible(!spec_.watch.empty());
}

void ExperimentForm::build() {
    builtKind_ = kindNameOf(spec_.data);
    rows_.clear();
    headings_.clear();
    switches_ = nullptr;
    content_ = new QWidget;
    content_->setObjectName(QStringLiteral("formContent"));
    column_ = new QVBoxLayout(content_);
    column_->setContentsMargins(0, 0, 9, 0);
    column_->setSpacing(1);
    std::string_view lastGroup;
    const bool fixedData = !isDrawn(spec_.data);
    visitSpecFields(std::as_const(spec_), [&](std::string_view group, const Field& field, const auto& value) {
        if (group != lastGroup) {
            addHeading(group == "data"       ? tr("Data")
                       : group == "network"  ? tr("Network")
                       : group == "training" ? tr("Training")
                                             : tr("Seeds"));
            lastGroup = group;
            if (group == "data" && DataKindRow::offersChoice(spec_)) addRow(new DataKindRow(content_), false);
        }
        using Value = std::remove_cvref_t<decltype(value)>;
        SettingRow* row =
            makeRow<Value>(settingPath(group, field.key), field, fixedData && group == "data", content_);
        addRow(row, std::is_same_v<Value, bool>);
    });
    watch_ = new QLabel(content_);
    watch_->setObjectName(QStringLiteral("watch"));
    watch_->setProperty("muted", true);
    watch_->setWordWrap(true);
    watch_->setContentsMargins(0, 8, 0, 0);
    column_->addWidget(watch_);
    column_->addStretch(1);
    // The control whose change leads here may be among those that go.
    if (QWidget* before = scroll_->takeWidget()) before->deleteLater();
    scroll_->setWidget(content_);
    countDrags();
    setLook(look_);
}

void ExperimentForm::countDrags() {
    for (QSlider* slider : content_->findChildren<QSlider*>()) {
        connect(slider, &QSlider::sliderPressed, this, [this] { ++drags_; });
        connect(slider, &QSlider::sliderReleased, this, [this] {
            if (!isPending()) return;
            // Where the drag ends is a part of it.
            debounce_.stop();
            releasing_ = true;
            submit();
            releasing_ = false;
        });
    }
}

void ExperimentForm::addRow(SettingRow* row, bool isSwitch) {
    rows_.push_back(row);
    connect(row, &SettingRow::edited, this, [this] { debounce_.start(); });
    if (isSwitch && switches_) {
        switches_->addWidget(row);
        switches_ = nullptr;
    } else if (isSwitch) {
        // Two switches that follow each other share a line.
        switches_ = new QHBoxLayout;
        switches_->addWidget(row);
        column_->addLayout(switches_);
    } else {
        switches_ = nullptr;
        column_->addWidget(row);
    }
}

void ExperimentForm::setBrief(bool brief) {
    isBrief_ = brief;
    all_->setText(brief ? tr("All settings") : tr("Fewer settings"));
    all_->setAccessibleName(all_->text());
    if (content_) showRowsInEffect();
}

void ExperimentForm::showRowsInEffect() {
    const auto isWanted = [this](const QString& path) {
        return !isBrief_ || std::ranges::find(kBrief, path.toStdString()) != std::end(kBrief);
    };
    // Which kind of data there is is no field of theirs.
    for (SettingRow* row : rows_) row->setVisible(isWanted(row->path()));
    visitSpecFields(spec_, [&](std::string_view group, const Field& field, const auto&) {
        const QString path = settingPath(group, field.key);
        const auto row = std::ranges::find(rows_, path, &SettingRow::path);
        if (row != rows_.end()) (*row)->setVisible(field.inEffect && isWanted(path));
    });
    for (QLabel* heading : headings_) heading->setVisible(!isBrief_);
}

void ExperimentForm::addHeading(const QString& text) {
    auto* heading = new QLabel(text, content_);
    heading->setContentsMargins(0, headings_.empty() ? 0 : 6, 0, 1);
    column_->addWidget(heading);
    headings_.push_back(heading);
}

void ExperimentForm::showEdit(const ExperimentSpec& edit) {
    spec_ = edit;
    const bool otherKind = builtKind_ != kindNameOf(spec_.data);
    buildForKind();
    for (SettingRow* row : rows_) {
        if (otherKind) row->load(spec_);
    }
    showRowsInEffect();
}

void ExperimentForm::submit() {
    ExperimentSpec edit = spec_;
    for (SettingRow* row : rows_) {
        if (!row->store(edit)) {
            row->setProblem(tr("This is not an allowed value."));
            return;
        }
        row->setProblem(QString());
    }
    showEdit(edit);
    resetWithoutEffect(edit);
    bool valid = true;
    for (const Problem& problem : validate(edit)) {
        valid = false;
        for (SettingRow* row : rows_) {
            if (row->path() == QString::fromStdString(problem.key))
                row->setProblem(inWordsOfForm(problem.message, edit));
        }
    }
    if (valid) Q_EMIT edited(edit);
}

}  // namespace featurescope::ui
