#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QShortcut>
#include <QSplitter>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "ui/controls/banner.h"
#include "ui/controls/experiment_form.h"
#include "ui/controls/key_guard.h"
#include "ui/controls/playback_bar.h"
#include "ui/controls/readout_bar.h"
#include "ui/controls/scenario_menu.h"
#include "ui/look/number_format.h"
#include "ui/look/style_sheet.h"
#include "ui/panels/panel_table.h"
#include "ui/session/edit_commands.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kGap = 10;
constexpr std::size_t kPanelsShown = 5;  // the first of the table
constexpr int kCompactBelow = 1240;      // pixels; narrower headers show icons only

QString stateText(RunState state) {
    switch (state) {
        case RunState::preparing:
            return MainWindow::tr("Preparing");
        case RunState::paused:
            return MainWindow::tr("Paused");
        case RunState::running:
            return MainWindow::tr("Running");
        case RunState::seeking:
            return MainWindow::tr("Going back");
        case RunState::finished:
            return MainWindow::tr("Finished");
        case RunState::diverged:
            return MainWindow::tr("Diverged");
        case RunState::failed:
            return MainWindow::tr("Not possible");
    }
    return {};
}

QString sizesText(const ExperimentSpec& spec) {
    return MainWindow::tr("d %1 · n %2 · m %3")
        .arg(countLabel(dimensionOf(spec.data)), countLabel(trainSamplesOf(spec.data)),
             countLabel(spec.network.neurons));
}

}  // namespace

MainWindow::MainWindow(WindowOptions options)
    : options_(std::move(options)), presenter_(std::make_unique<SessionPresenter>(options_.session)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Featurescope"));
    look_.textScale = options_.textScale;
    look_.palette = paletteFor(options_.systemBrightness);
    auto* central = new QWidget(this);
    central->setObjectName(QStringLiteral("centralArea"));
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    banner_ = new Banner(central);
    layout->addWidget(banner_);
    layout->addWidget(makeBody(), 1);
    setCentralWidget(central);
    // Typing belongs to the window, not to the first button, until somebody chooses a control.
    central->setFocusPolicy(Qt::ClickFocus);
    central->setFocus();
    connectParts();
    addShortcuts();
    resize(1280, 800);
    setMinimumSize(900, 600);
    restoreLayout();
    applyLook();
    qApp->installEventFilter(new KeyGuard(this));
}

MainWindow::~MainWindow() {
    // Controls may still say something while they go; it must find this window whole.
    delete takeCentralWidget();
}

void MainWindow::open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> given) {
    presenter_->start(spec, std::move(given));
}

QWidget* MainWindow::makeHeader() {
    auto* header = new QWidget(this);
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    scenario_ = new ScenarioMenu(header);
    scenario_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    readouts_ = new ReadoutBar(header);
    playback_ = new PlaybackBar(header);
    layout->addWidget(scenario_);
    layout->addWidget(readouts_, 1);
    layout->addWidget(playback_);
    return header;
}

QWidget* MainWindow::makeBody() {
    const auto splitter = [this](Qt::Orientation orientation, const QString& name, QWidget* parent) {
        auto* result = new QSplitter(orientation, parent);
        result->setObjectName(name);
        result->setHandleWidth(kGap);
        result->setChildrenCollapsible(false);
        splitters_.push_back(result);
        return result;
    };
    auto* body = new QWidget(this);
    auto* layout = new QHBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    form_ = new ExperimentForm(body);
    layout->addWidget(form_);
    QSplitter* columns = splitter(Qt::Horizontal, QStringLiteral("columns"), body);
    QSplitter* centre = splitter(Qt::Vertical, QStringLiteral("centre"), columns);
    QSplitter* right = splitter(Qt::Vertical, QStringLiteral("right"), columns);
    layout->addWidget(columns, 1);
    for (const PanelKind& kind : panelKinds()) {
        if (panels_.size() == kPanelsShown) break;
        Panel* panel = kind.make().release();
        const std::string_view id = kind.id;
        (id == "projection" || id == "errors" ? centre : right)->addWidget(panel);
        panels_.push_back(panel);
    }
    // Large equal numbers: QSplitter scales them to the room there is.
    columns->setSizes({17000, 10000});
    centre->setSizes({19000, 8000});
    right->setSizes({9500, 9500, 8000});
    columns->setStretchFactor(0, 17);
    columns->setStretchFactor(1, 10);
    return body;
}

void MainWindow::connectParts() {
    connect(presenter_.get(), &SessionPresenter::arrived, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot, bool everything) {
                shown_ = snapshot;
                showSnapshot(*snapshot, everything);
            });
    connect(playback_, &PlaybackBar::playToggled, presenter_.get(), &SessionPresenter::togglePlay);
    connect(playback_, &PlaybackBar::stepWanted, presenter_.get(), [this] { presenter_->send(StepBy{1}); });
    connect(playback_, &PlaybackBar::rewindWanted, presenter_.get(), [this] { presenter_->send(Rewind{}); });
    connect(playback_, &PlaybackBar::speedChosen, presenter_.get(),
            [this](double speed) { presenter_->send(SetSpeed{speed}); });
    connect(playback_, &PlaybackBar::saveWanted, this, &MainWindow::saveImage);
    connect(playback_, &PlaybackBar::brightnessToggled, this, [this] {
        const bool dark = look_.palette.brightness == Brightness::dark;
        chooseBrightness(dark ? Brightness::light : Brightness::dark);
    });
    connect(scenario_, &ScenarioMenu::chosen, this, [this](const ExperimentSpec& spec) { open(spec); });
    connect(form_, &ExperimentForm::edited, presenter_.get(), &SessionPresenter::edit);
    for (Panel* panel : panels_) {
        connect(panel, &Panel::needsChanged, presenter_.get(),
                [this] { presenter_->setView(viewOfPanels()); });
    }
    presenter_->send(SetSpeed{playback_->stepsPerSecond()});
}

ViewRequest MainWindow::viewOfPanels() const {
    ViewRequest view;
    for (const Panel* panel : panels_) {
        const PanelNeeds needs = panel->needs();
        view.parts = view.parts.with(needs.parts);
        if (!needs.plane || !needs.area) continue;
        view.plane = *needs.plane;
        view.field = {.area = *needs.area, .mode = needs.mode, .wantsBand = needs.wantsBand};
    }
    return view;
}

void MainWindow::addShortcuts() {
    const auto add = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    add(Qt::Key_Space, [this] { presenter_->togglePlay(); });
    add(Qt::Key_Right, [this] { presenter_->send(StepBy{1}); });
    add(Qt::Key_Home, [this] { presenter_->send(Rewind{}); });
    add(QKeySequence::Save, [this] { saveImage(); });
    add(Qt::CTRL | Qt::Key_D, [this] { Q_EMIT playback_->brightnessToggled(); });
    add(QKeySequence::Quit, [this] { close(); });
}

void MainWindow::setBrightness(Brightness brightness) {
    look_.palette = paletteFor(brightness);
    applyLook();
}

void MainWindow::setSpeed(double stepsPerSecond) { playback_->setStepsPerSecond(stepsPerSecond); }

void MainWindow::setSystemBrightness(Brightness brightness) {
    options_.systemBrightness = brightness;
    if (!brightnessChosen_) setBrightness(brightness);
}

void MainWindow::chooseBrightness(Brightness brightness) {
    // Switching back to what the system has means to follow it again.
    brightnessChosen_ = brightness != options_.systemBrightness;
    setBrightness(brightness);
}

bool MainWindow::isUpToDate() const {
    return shown_ && shown_ == presenter_->snapshot() && shown_->state != RunState::running &&
           (shown_->scene == nullptr || presenter_->fieldIsCurrent());
}

void MainWindow::applyLook() {
    setPalette(widgetPalette(look_.palette));
    QApplication::setPalette(widgetPalette(look_.palette));
    setStyleSheet(styleSheetFor(look_));
    scenario_->setLook(look_);
    readouts_->setLook(look_);
    playback_->setLook(look_);
    banner_->setLook(look_);
    form_->setLook(look_);
    for (Panel* panel : panels_) panel->setLook(look_);
    if (shown_) showSnapshot(*shown_, true);
}

void MainWindow::showSnapshot(const Snapshot& snapshot, bool everything) {
    const std::span<const PanelKind> kinds = panelKinds();
    const PanelContent content{.snapshot = shown_};
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        if (everything || kinds[i].rhythm == Rhythm::everyTick) panels_[i]->showContent(content);
    }
    if (!everything) return;
    readouts_->showSnapshot(snapshot);
    playback_->showState(snapshot.state);
    banner_->showSnapshot(snapshot);
    const ExperimentSpec inForm = specShownAt(snapshot.spec, snapshot.step);
    if (specInForm_ != inForm) {
        specInForm_ = inForm;
        form_->load(inForm);
    }
    const QString title =
        snapshot.spec.title.empty() ? tr("Untitled experiment") : QString::fromStdString(snapshot.spec.title);
    scenario_->show(title, stateText(snapshot.state) + QStringLiteral(" · ") + sizesText(snapshot.spec));
}

void MainWindow::saveImage() {
    if (!shown_) return;
    // The picture is of this moment, not of the one when the dialog is closed.
    const QImage picture = pictureOf(*this, 2);
    const std::shared_ptr<const Snapshot> moment = shown_;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save a picture of the window"),
        QStringLiteral("%1/featurescope-step-%2.png").arg(folder).arg(moment->step), tr("Picture (*.png)"));
    if (path.isEmpty()) return;
    saver_.save(picture, path, moment->spec, moment->step, [this](const QString& problem) {
        if (problem.isEmpty()) return;
        QMetaObject::invokeMethod(
            this, [this, problem] { QMessageBox::warning(this, tr("Save a picture"), problem); });
    });
}

void MainWindow::closeEvent(QCloseEvent* event) {
    rememberLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    playback_->setCompact(width() < scaled(kCompactBelow, look_));
}

void MainWindow::restoreLayout() {
    if (!options_.settings) return;
    const QSettings& settings = *options_.settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    for (QSplitter* splitter : splitters_) {
        splitter->restoreState(
            settings.value(QStringLiteral("window/") + splitter->objectName()).toByteArray());
    }
    const QString colours = settings.value(QStringLiteral("window/colours")).toString();
    brightnessChosen_ = !colours.isEmpty();
    if (brightnessChosen_) {
        look_.palette = paletteFor(colours == QStringLiteral("dark") ? Brightness::dark : Brightness::light);
    }
}

void MainWindow::rememberLayout() {
    if (!options_.settings) return;
    QSettings& settings = *options_.settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    for (QSplitter* splitter : splitters_) {
        settings.setValue(QStringLiteral("window/") + splitter->objectName(), splitter->saveState());
    }
    const bool dark = look_.palette.brightness == Brightness::dark;
    const QString colours = dark ? QStringLiteral("dark") : QStringLiteral("light");
    settings.setValue(QStringLiteral("window/colours"), brightnessChosen_ ? colours : QString());
    settings.sync();
}

}  // namespace featurescope::ui
