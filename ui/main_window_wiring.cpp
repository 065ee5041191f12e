// How the parts of the window are bound to each other; what it does itself is in main_window.cpp.
#include "ui/controls/experiment_form.h"
#include "ui/controls/first_steps.h"
#include "ui/controls/offer_bar.h"
#include "ui/controls/playback_bar.h"
#include "ui/controls/scenario_menu.h"
#include "ui/files/window_files.h"
#include "ui/look/theme.h"
#include "ui/main_window.h"
#include "ui/page/card.h"
#include "ui/page/content_hub.h"
#include "ui/page/page.h"
#include "ui/page/presentation.h"
#include "ui/page/time_controls.h"
#include "ui/page/view_menu.h"
#include "ui/page/window_header.h"
#include "ui/page/window_keys.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {

void MainWindow::connectHeader() {
    SessionPresenter* presenter = presenter_.get();
    PlaybackBar& playback = header_->playback();
    connect(&playback, &PlaybackBar::stepWanted, presenter, [presenter] { presenter->send(StepBy{1}); });
    connect(&playback, &PlaybackBar::rewindWanted, presenter, [presenter] { presenter->send(Rewind{}); });
    connect(&playback, &PlaybackBar::speedChosen, presenter,
            [presenter](const SetSpeed& speed) { presenter->send(speed); });
    connect(&playback, &PlaybackBar::brightnessToggled, this,
            [this] { chooseBrightness(nextTheme(restLook_.palette.brightness)); });
    connect(&header_->scenario(), &ScenarioMenu::chosen, this,
            [this](const ExperimentSpec& spec) { open(spec); });
    ViewMenu* view = &header_->view();
    connect(view, &ViewMenu::layoutChosen, this, &MainWindow::showLayout);
    connect(view, &ViewMenu::resetWanted, this, [this] { showLayout(layoutId_); });
    connect(view, &ViewMenu::themeWanted, this, &MainWindow::chooseBrightness);
    connect(view, &ViewMenu::formToggled, this, &MainWindow::toggleForm);
    connect(view, &ViewMenu::textSizeWanted, this, &MainWindow::changeTextSize);
    connect(view, &ViewMenu::presentationToggled, presentation_,
            [this] { presentation_->set(!presentation_->isOn()); });
    connect(view, &ViewMenu::helpWanted, this, &MainWindow::showHelp);
    connect(view, &ViewMenu::paperWanted, this, &MainWindow::showPaper);
    presenter->send(playback.speed());
}

void MainWindow::connectParts() {
    connect(hub_, &ContentHub::shown, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot, bool everything) {
                shown_ = snapshot;
                showMoment(*snapshot, everything);
            });
    connect(page_, &Page::helpWanted, this, &MainWindow::showHelp);
    connect(form_, &ExperimentForm::edited, this,
            [this](const ExperimentSpec& spec) { time_->editor().edit(spec, form_->drag()); });
    connect(presentation_, &Presentation::changed, this, &MainWindow::followPresentation);
    connect(presentation_, &Presentation::controlsChanged, this, &MainWindow::showControls);
    connect(firstSteps_, &FirstSteps::playWanted, this, [this] { time_->togglePlay(); });
    connect(firstSteps_, &FirstSteps::closed, this, [this] { showFirstSteps(false); });
}

void MainWindow::bindWindowKeys() {
    bindKeys(*this, {{"play", [this] { time_->togglePlay(); }},
                     {"backwards", [this] { time_->toggleBackwards(); }},
                     {"forward", [this] { presenter_->send(StepBy{1}); }},
                     {"back", [this] { presenter_->send(StepBy{-1}); }},
                     {"rewind", [this] { presenter_->send(Rewind{}); }},
                     {"end", [this] { time_->showLastStep(); }},
                     {"undo", [this] { time_->editor().history().stack().undo(); }},
                     {"redo", [this] { time_->editor().history().stack().redo(); }},
                     {"unselect", [this] { escape(); }},
                     {"lecture", [this] { showLayout(QStringLiteral("lecture")); }},
                     {"explore", [this] { showLayout(QStringLiteral("explore")); }},
                     {"theory", [this] { showLayout(QStringLiteral("theory")); }},
                     {"reset-layout", [this] { showLayout(layoutId_); }},
                     {"next-panel", [this] { page_->focusNextPanel(); }},
                     {"help",
                      [this] {
                          if (explainFocused()) return;
                          const Card* card = page_->focusedCard();
                          showHelp(card ? QString::fromLatin1(card->kind().id) : QStringLiteral("start"));
                      }},
                     {"paper", [this] { showPaper(); }},
                     {"form", [this] { toggleForm(); }},
                     {"theme", [this] { chooseBrightness(nextTheme(restLook_.palette.brightness)); }},
                     {"present", [this] { presentation_->set(!presentation_->isOn()); }},
                     {"larger", [this] { changeTextSize(1); }},
                     {"smaller", [this] { changeTextSize(-1); }},
                     {"text-size", [this] { changeTextSize(0); }},
                     {"blank", [this] { presentation_->toggleBlank(); }},
                     {"quit", [this] { close(); }}});
}

void MainWindow::makeFiles() {
    files_ = std::make_unique<WindowFiles>(WindowParts{
        .window = this,
        .presenter = presenter_.get(),
        .editor = &time_->editor(),
        .pinned = &time_->pinned(),
        .menu = &header_->file(),
        .content = [this] { return hub_->content(); },
        .page =
            [this] {
                return FigureSubject{.name = kPageName,
                                     .layout = pageAtRest_ ? *pageAtRest_ : page_->arrangement()};
            },
        .inputSpace = [this] { return page_->findChild<QWidget*>(QStringLiteral("panel-projection")); },
        .arrange = [this](const FigureSubject& subject) { arrange(subject.layout); },
        .present = [this](const ScenarioPresentation& opening) { follow(opening); },
        .settings = options_.settings,
        .session = options_.session,
        .keepsSessions = options_.keepsSessions});
}

}  // namespace featurescope::ui
