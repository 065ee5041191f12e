#include "ui/page/window_header.h"

#include <QHBoxLayout>

#include "ui/controls/file_menu.h"
#include "ui/controls/playback_bar.h"
#include "ui/controls/readout_bar.h"
#include "ui/controls/scenario_menu.h"
#include "ui/look/number_format.h"
#include "ui/page/view_menu.h"

namespace featurescope::ui {
namespace {

constexpr int kCompactBelow = 1340;    // pixels; narrower headers show icons only
constexpr int kNoReadoutsBelow = 800;  // and then no figures beside them, which the charts show as well

QString stateText(RunState state) {
    switch (state) {
        case RunState::preparing:
            return WindowHeader::tr("Preparing");
        case RunState::paused:
            return WindowHeader::tr("Paused");
        case RunState::running:
            return WindowHeader::tr("Running");
        case RunState::seeking:
            return WindowHeader::tr("Going back");
        case RunState::finished:
            return WindowHeader::tr("Finished");
        case RunState::diverged:
            return WindowHeader::tr("Diverged");
        case RunState::failed:
            return WindowHeader::tr("Not possible");
    }
    return {};
}

QString sizesText(const ExperimentSpec& spec) {
    return WindowHeader::tr("d %1 · n %2 · m %3")
        .arg(countLabel(dimensionOf(spec.data)), countLabel(trainSamplesOf(spec.data)),
             countLabel(spec.network.neurons));
}

}  // namespace

WindowHeader::WindowHeader(QWidget* parent)
    : QWidget(parent),
      scenario_(new ScenarioMenu(this)),
      readouts_(new ReadoutBar(this)),
      playback_(new PlaybackBar(this)),
      file_(new FileMenu(this)),
      view_(new ViewMenu(this)) {
    setObjectName(QStringLiteral("windowHeader"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    scenario_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    layout->addWidget(scenario_);
    layout->addSpacing(6);
    // The title is whole before there is a second figure.
    readouts_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(readouts_, 1);
    layout->addWidget(playback_);
    layout->addWidget(file_);
    layout->addWidget(view_);
    connect(playback_, &PlaybackBar::backwardsShown, this, &WindowHeader::describeRun);
}

void WindowHeader::setLook(const Look& look) {
    look_ = look;
    scenario_->setLook(look);
    readouts_->setLook(look);
    playback_->setLook(look);
    file_->setLook(look);
    view_->setLook(look);
    resizeEvent(nullptr);
}

void WindowHeader::showSnapshot(const Snapshot& snapshot) {
    readouts_->showSnapshot(snapshot);
    playback_->showState(snapshot.state);
    title_ =
        snapshot.spec.title.empty() ? tr("Untitled experiment") : QString::fromStdString(snapshot.spec.title);
    state_ = stateText(snapshot.state);
    sizes_ = sizesText(snapshot.spec);
    describeRun();
}

void WindowHeader::setControlsVisible(bool visible) {
    hasControls_ = visible;
    readouts_->setSpeedVisible(visible);
    for (QWidget* control : std::initializer_list<QWidget*>{playback_, file_, view_})
        control->setVisible(visible);
    resizeEvent(nullptr);
}

void WindowHeader::describeRun() {
    // Between two steps of playing backwards the run rests, which nobody wants to read.
    const QString state = playback_->showsBackwards() ? tr("Playing backwards") : state_;
    scenario_->show(title_, state + QStringLiteral(" · ") + sizes_);
}

void WindowHeader::resizeEvent(QResizeEvent*) {
    playback_->setCompact(width() < scaled(kCompactBelow, look_));
    readouts_->setVisible(!hasControls_ || width() >= scaled(kNoReadoutsBelow, look_));
}

}  // namespace featurescope::ui
