#include "ui/main_window.h"

#include <QAbstractSlider>
#include <QApplication>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QScreen>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/banner.h"
#include "ui/controls/experiment_form.h"
#include "ui/controls/first_steps.h"
#include "ui/controls/key_guard.h"
#include "ui/controls/offer_bar.h"
#include "ui/controls/playback_bar.h"
#include "ui/controls/scenario_menu.h"
#include "ui/controls/timeline_card.h"
#include "ui/files/window_files.h"
#include "ui/look/style_sheet.h"
#include "ui/look/theme.h"
#include "ui/page/card.h"
#include "ui/page/content_hub.h"
#include "ui/page/help_window.h"
#include "ui/page/page.h"
#include "ui/page/paper_pages.h"
#include "ui/page/presentation.h"
#include "ui/page/scenario_page.h"
#include "ui/page/time_controls.h"
#include "ui/page/view_menu.h"
#include "ui/page/window_header.h"
#include "ui/page/window_keys.h"
#include "ui/page/window_memory.h"
#include "ui/panels/panel.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kBetweenParts = 10;

/// Text grows with the window, in steps: what is as large as a wall is read from further away.
double growthIn(const QSize& window) {
    constexpr double kWidth = 1440, kHeight = 900;  // pixels, up to which it is as chosen
    constexpr double kStep = 0.1, kMost = 1.6;
    const double room = std::min(window.width() / kWidth, window.height() / kHeight);
    return std::clamp(std::floor(room / kStep + 1e-9) * kStep, 1.0, kMost);
}

}  // namespace

MainWindow::MainWindow(WindowOptions options)
    : options_(std::move(options)), presenter_(std::make_unique<SessionPresenter>(options_.session)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Featurescope"));
    // First of all, because it looks at every control when that gets its style.
    qApp->installEventFilter(new KeyGuard(this));
    restLook_.textScale = options_.textScale;
    restLook_.palette = paletteFor(options_.systemBrightness);
    auto* central = new QWidget(this);
    central->setObjectName(QStringLiteral("centralArea"));
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    header_ = new WindowHeader(central);
    banner_ = new Banner(central);
    layout->addWidget(header_);
    layout->addWidget(banner_);
    layout->addWidget(makeBody(), 1);
    setCentralWidget(central);
    // Typing belongs to the window, not to the first button, until somebody chooses a control.
    central->setFocusPolicy(Qt::ClickFocus);
    central->setFocus();
    presentation_ = new Presentation(*this);
    connectHeader();
    connectParts();
    makeFiles();
    bindWindowKeys();
    setMinimumSize(900, 600);
    chooseFirstSize();
    restoreMemory();
    applyLook();
}

MainWindow::~MainWindow() {
    files_.reset();
    // Controls may still say something while they go; it must find this window whole.
    delete time_;
    delete hub_;
    delete takeCentralWidget();
}

void MainWindow::open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> given) {
    files_->show({.spec = spec, .data = std::move(given)});
}

std::vector<Panel*> MainWindow::panels() const { return page_->visiblePanels(); }

QWidget* MainWindow::makeBody() {
    auto* body = new QWidget(this);
    auto* layout = new QHBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kBetweenParts);
    auto* column = new QVBoxLayout;
    column->setSpacing(kBetweenParts);
    firstSteps_ = new FirstSteps(body);
    firstSteps_->hide();
    column->addWidget(firstSteps_);
    offers_ = new OfferBar(body);
    column->addWidget(offers_);
    page_ = new Page(body);
    // Tab comes to the charts before it comes to forty settings.
    page_->setFocusAfter(&header_->view());
    column->addWidget(page_, 1);
    caption_ = new QLabel(body);
    caption_->setObjectName(QStringLiteral("presentationCaption"));
    caption_->setTextFormat(Qt::PlainText);
    caption_->setWordWrap(true);
    caption_->hide();
    column->addWidget(caption_);
    hub_ = new ContentHub(*presenter_, *page_, this);
    time_ = new TimeControls(*presenter_, *hub_, options_.session, this);
    time_->bind(*banner_, header_->playback(), *offers_);
    TimelineCard* timeline = time_->makeCard(body);
    header_->view().insert(timeline->memoryMenu());
    column->addWidget(timeline);
    form_ = new ExperimentForm(body);
    layout->addWidget(form_);
    layout->addLayout(column, 1);
    return body;
}

void MainWindow::setBrightness(Brightness brightness) {
    restLook_.palette = paletteFor(brightness);
    applyLook();
}

void MainWindow::setSpeed(double stepsPerSecond) {
    header_->playback().setSpeed({.stepsPerSecond = stepsPerSecond});
}

void MainWindow::setSystemBrightness(Brightness brightness) {
    options_.systemBrightness = brightness;
    if (!brightnessChosen_) setBrightness(brightness);
}

void MainWindow::chooseBrightness(Brightness brightness) {
    // Switching back to what the system has means to follow it again.
    brightnessChosen_ = brightness != options_.systemBrightness;
    setBrightness(brightness);
}

void MainWindow::showLayout(const QString& id) {
    const ShippedLayout* layout = shippedLayout(id);
    if (!layout) return;
    showFirstSteps(false);
    layoutId_ = id;
    arrange(layout->layout);
    showFormWhereWanted();
}

void MainWindow::follow(const ScenarioPresentation& opening) {
    const bool keepsPage = std::exchange(options_.opensAsLeft, false) && isPageRemembered_;
    if (!keepsPage && changesPage(opening)) {
        showFirstSteps(false);
        if (opening.layout) layoutId_ = idOf(*opening.layout);
        arrange(openedPage(opening, pageAtRest_ ? *pageAtRest_ : page_->arrangement()));
        showFormWhereWanted();
    }
    if (opening.timeAxis) time_->setLogarithmic(*opening.timeAxis != TimeAxis::linear);
    if (opening.speed) header_->playback().setSpeed(speedOf(*opening.speed));
}

bool MainWindow::explainFocused() {
    QWidget* const number = focusWidget();
    const bool isNumber = qobject_cast<QLineEdit*>(number) || qobject_cast<QLabel*>(number) ||
                          qobject_cast<QAbstractSlider*>(number);
    if (!isNumber || number->toolTip().isEmpty()) return false;
    QToolTip::showText(number->mapToGlobal(QPoint(0, number->height())), number->toolTip(), number);
    return true;
}

void MainWindow::showHelp(const QString& page) {
    if (!help_) help_ = new HelpWindow(this);
    help_->setLook(look_);
    help_->showPage(page);
}

void MainWindow::showPaper() { showHelp(shown_ ? paperPageFor(shown_->spec.title) : QString()); }

bool MainWindow::isUpToDate() const {
    return shown_ && shown_ == presenter_->snapshot() && shown_->state != RunState::running &&
           shown_->state != RunState::seeking && shown_->state != RunState::preparing && page_->isSettled() &&
           hub_->insightIsCurrent() && (shown_->scene == nullptr || presenter_->fieldIsCurrent());
}

void MainWindow::chooseFirstSize() {
    // Off screen there is no screen to fit.
    if (QGuiApplication::platformName() == QStringLiteral("offscreen")) return resize(1280, 800);
    constexpr QSize kMost(1600, 1000), kSmallScreen(1440, 860);
    constexpr double kShare = 0.92;
    const QSize room = screen()->availableGeometry().size();
    resize((QSizeF(room) * kShare).toSize().boundedTo(kMost));
    const bool isSmall = room.width() < kSmallScreen.width() || room.height() < kSmallScreen.height();
    if (isSmall) setWindowState(Qt::WindowMaximized);
}

void MainWindow::changeTextSize(int steps) {
    if (presentation_->isOn()) return presentation_->grow(steps);
    constexpr double kStep = 0.1;
    const double wanted = steps == 0 ? options_.textScale : restLook_.textScale + steps * kStep;
    restLook_.textScale = std::clamp(wanted, kLeastRestScale, kMostRestScale);
    applyLook();
}

void MainWindow::followPresentation() {
    const bool isOn = presentation_->isOn();
    if (isOn && !pageAtRest_) {
        formShownInPresentation_ = false;
        pageAtRest_ = page_->arrangement();
        page_->arrange(presentedPart(*pageAtRest_, height()));
    } else if (!isOn && pageAtRest_) {
        page_->arrange(*std::exchange(pageAtRest_, std::nullopt));
    }
    showControls();
    showCaption();
    applyLook();
}

void MainWindow::showControls() {
    const bool shown = presentation_->showsControls();
    header_->setControlsVisible(shown);
    page_->setControlsVisible(shown);
    offers_->setQuiet(!shown);
}

void MainWindow::showCaption() { caption_->setVisible(presentation_->isOn() && !caption_->text().isEmpty()); }

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (pageAtRest_ && event->size().height() != event->oldSize().height())
        page_->arrange(presentedPart(*pageAtRest_, height()));
    if (wantedLook().textScale != look_.textScale) applyLook();
}

Look MainWindow::wantedLook() const {
    if (presentation_->isOn()) return presentation_->applied(restLook_);
    Look look = restLook_;
    const double growth = growthIn(size());
    look.textScale *= growth;
    look.strokeScale *= growth;
    if (look.palette.brightness != Brightness::projector) return look;
    // A projector takes away more than contrast.
    constexpr double kText = 1.15, kStroke = 1.4;
    look.textScale *= kText;
    look.strokeScale *= kStroke;
    return look;
}

void MainWindow::applyLook() {
    look_ = wantedLook();
    setPalette(widgetPalette(look_.palette));
    QApplication::setPalette(widgetPalette(look_.palette));
    // Menus, dialogs and whatever else is a window of its own.
    QApplication::setFont(fontFor(TextRole::body, look_));
    QToolTip::setFont(fontFor(TextRole::small, look_));
    setStyleSheet(styleSheetFor(look_));
    header_->setLook(look_);
    banner_->setLook(look_);
    offers_->setLook(look_);
    offers_->setQuiet(presentation_->isOn() && !presentation_->showsControls());
    firstSteps_->setLook(look_);
    showFirstSteps(showsFirstSteps_);
    form_->setLook(look_);
    page_->setLook(look_);
    caption_->setFont(fontFor(TextRole::body, look_));
    time_->setLook(look_);
    time_->setPresented(presentation_->isOn());
    if (help_) help_->setLook(look_);
    showFormWhereWanted();
}

void MainWindow::showFirstSteps(bool shown) {
    showsFirstSteps_ = shown;
    firstSteps_->setVisible(shown && !presentation_->isOn());
}

void MainWindow::showMoment(const Snapshot& snapshot, bool everything) {
    time_->showSnapshot(snapshot);
    firstSteps_->showSnapshot(snapshot);
    if (!everything) return;
    header_->showSnapshot(snapshot);
    banner_->showSnapshot(snapshot);
    if (specInForm_ == snapshot.spec) return;
    specInForm_ = snapshot.spec;
    form_->load(snapshot.spec);
    caption_->setText(QString::fromStdString(snapshot.spec.watch));
    showCaption();
}

void MainWindow::escape() {
    // The innermost thing first.
    if (presentation_->isBlank()) {
        presentation_->toggleBlank();
    } else if (!hub_->content().selection.empty()) {
        hub_->select({});
    } else if (Card* card = page_->enlarged()) {
        page_->toggleEnlarged(*card);
    } else {
        presentation_->set(false);
    }
}

void MainWindow::toggleForm() {
    bool& chosen = presentation_->isOn() ? formShownInPresentation_ : formHidden_;
    chosen = !chosen;
    showFormWhereWanted();
}

void MainWindow::showFormWhereWanted() {
    form_->setVisible(presentation_->isOn() ? formShownInPresentation_ : !formHidden_);
    header_->view().showState(layoutId_, !form_->isHidden(), presentation_->isOn());
}

/// A presentation goes on with its part of the page.
void MainWindow::arrange(const PageLayout& layout) {
    if (!pageAtRest_) return page_->arrange(layout);
    pageAtRest_ = layout;
    page_->arrange(presentedPart(layout, height()));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!files_->mayClose()) return event->ignore();
    rememberAll();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    // The window manager, too, can end the full screen.
    const bool left = event->type() == QEvent::WindowStateChange && presentation_ && !isFullScreen();
    if (left && presentation_->isOn()) presentation_->set(false);
}

void MainWindow::restoreMemory() {
    const WindowMemory memory = options_.settings ? readMemory(*options_.settings) : WindowMemory();
    restoreGeometry(memory.geometry);
    brightnessChosen_ = memory.theme.has_value();
    if (memory.theme) restLook_.palette = paletteFor(*memory.theme);
    formHidden_ = memory.formHidden;
    if (memory.textScale != 1) restLook_.textScale = memory.textScale;
    layoutId_ =
        memory.layoutId.isEmpty() ? QString::fromLatin1(shippedLayouts().front().id) : memory.layoutId;
    isPageRemembered_ = memory.page.has_value();
    form_->setBrief(memory.formBrief);
    page_->arrange(memory.page ? *memory.page : shippedLayout(layoutId_)->layout);
    if (!memory.isFirstStart || !options_.welcomes) return;
    isPageRemembered_ = true;
    form_->setBrief(true);
    page_->arrange(firstLayout());
    showFirstSteps(true);
}

void MainWindow::rememberAll() {
    if (!options_.settings) return;
    presentation_->set(false);  // the geometry to remember is that of the window
    WindowMemory memory{.geometry = saveGeometry(),
                        .layoutId = layoutId_,
                        .page = page_->arrangement(),
                        .formHidden = formHidden_,
                        .formBrief = form_->isBrief(),
                        .textScale = restLook_.textScale};
    if (brightnessChosen_) memory.theme = restLook_.palette.brightness;
    writeMemory(*options_.settings, memory);
}

}  // namespace featurescope::ui
