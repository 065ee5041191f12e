#include "ui/controls/timeline_card.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QUndoView>
#include <QWidgetAction>
#include <algorithm>

#include "ui/controls/stop_rule_editor.h"
#include "ui/controls/timeline_bar.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20;
constexpr std::uint64_t kBudgets[] = {64 * kMebibyte, 256 * kMebibyte, 1024 * kMebibyte, 4096 * kMebibyte};

/// How a landmark is called on the line, in order of importance when there is no room for all.
struct LandmarkText {
    Landmark landmark;
    const char* name;
    const char* explanation;
};

constexpr LandmarkText kLandmarks[] = {
    {Landmark::divergence, QT_TRANSLATE_NOOP("Landmark", "diverged"),
     QT_TRANSLATE_NOOP("Landmark", "The last step before the run diverged.")},
    {Landmark::theorem, QT_TRANSLATE_NOOP("Landmark", "Thm 1"),
     QT_TRANSLATE_NOOP("Landmark", "The number of steps of Theorem 1, T = 1 + 1 / (4 α), rounded up.")},
    {Landmark::xorShaped, QT_TRANSLATE_NOOP("Landmark", "XOR-shaped"),
     QT_TRANSLATE_NOOP("Landmark", "The clean test error is below 5 % for the first time.")},
    {Landmark::aligned, QT_TRANSLATE_NOOP("Landmark", "aligned 0.9"),
     QT_TRANSLATE_NOOP("Landmark",
                       "Half of the neurons have an absolute cosine of at least 0.9 with their mean.")},
    {Landmark::interpolation, QT_TRANSLATE_NOOP("Landmark", "all labels fitted"),
     QT_TRANSLATE_NOOP("Landmark", "The training error is 0: corrupted labels are learned, too.")},
    {Landmark::halfAligned, QT_TRANSLATE_NOOP("Landmark", "aligned 0.5"),
     QT_TRANSLATE_NOOP("Landmark",
                       "Half of the neurons have an absolute cosine of at least 0.5 with their mean.")},
    {Landmark::start, QT_TRANSLATE_NOOP("Landmark", "start"),
     QT_TRANSLATE_NOOP("Landmark", "The weights as they were drawn.")},
};

}  // namespace

std::vector<TimelineMark> timelineMarks(const std::vector<Marker>& markers) {
    std::vector<TimelineMark> marks;
    for (const LandmarkText& text : kLandmarks) {
        const auto found = std::find_if(markers.begin(), markers.end(), [&](const Marker& marker) {
            return marker.landmark == text.landmark;
        });
        if (found == markers.end()) continue;
        QString explanation = QCoreApplication::translate("Landmark", text.explanation);
        if (found->notBefore < found->step) {
            explanation += QLatin1Char(' ') +
                           TimelineCard::tr("Measured now and then: it may have come true from step %1 on.")
                               .arg(countLabel(found->notBefore));
        }
        marks.push_back({QCoreApplication::translate("Landmark", text.name), explanation, found->step});
    }
    return marks;
}

std::vector<TimelineMark> timelineMarks(const std::vector<RuleMoment>& moments) {
    std::vector<TimelineMark> marks;
    for (const RuleMoment& moment : moments) {
        const QString value = numberLabel(moment.rule.value);
        const QString metric = QString::fromStdString(moment.rule.metric);
        marks.push_back({QString::fromStdString(moment.rule.label),
                         moment.rule.bound == Bound::atLeast
                             ? TimelineCard::tr("%1 is at least %2 for the first time.").arg(metric, value)
                             : TimelineCard::tr("%1 is at most %2 for the first time.").arg(metric, value),
                         moment.step});
    }
    return marks;
}

TimelineCard::TimelineCard(QUndoStack& edits, QWidget* parent)
    : QFrame(parent), bar_(new TimelineBar(this)), rule_(new StopRuleEditor), runs_(new KeptRunsList) {
    setObjectName(QStringLiteral("timelineCard"));
    setProperty("card", true);
    auto* view = new QUndoView(&edits);
    view->setObjectName(QStringLiteral("editList"));
    view->setAccessibleName(tr("History of edits"));
    view->setEmptyLabel(tr("As opened"));
    view->setToolTip(tr("Click an entry to go back to it (undo: Ctrl+Z, redo: Ctrl+Shift+Z)"));
    view->setMinimumSize(420, 220);
    view->setWordWrap(true);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setResizeMode(QListView::Adjust);
    scale_ = makeButton("timelineScale", QString(),
                        tr("Give early steps as much room as late ones, or each step the same (L)"));
    scale_->setCheckable(true);
    stop_ = makePopup("stopRuleButton", tr("Stop"), tr("Pause when something is reached (Alt+S)"), rule_);
    keep_ = makeButton("keepRun", tr("Keep"), tr("Keep this run to compare with (K)"));
    kept_ = makePopup("keptRunsButton", tr("Runs"), tr("Kept runs (Alt+R)"), runs_);
    history_ = makePopup("historyButton", tr("History"),
                         tr("Every change of the settings, to go back to (Alt+H)"), view);
    memory_ = new QMenu(tr("Memory for going back"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 10, 4);
    layout->setSpacing(6);
    layout->addWidget(bar_, 1);
    for (QWidget* button : std::initializer_list<QWidget*>{scale_, stop_, keep_, kept_, history_})
        layout->addWidget(button);
    fillMemoryMenu();
    bindKeys();
    connect(bar_, &TimelineBar::stepWanted, this, &TimelineCard::stepWanted);
    connect(scale_, &QToolButton::toggled, this, &TimelineCard::showScale);
    connect(keep_, &QToolButton::clicked, this, &TimelineCard::keepWanted);
    connect(rule_, &StopRuleEditor::chosen, this, [this](const std::optional<StopRule>& rule) {
        stop_->setText(rule ? tr("Stop: %1").arg(ruleText(rule)) : tr("Stop"));
        Q_EMIT stopRuleChosen(rule);
    });
    connect(runs_, &KeptRunsList::goWanted, this, &TimelineCard::goToRunWanted);
    connect(runs_, &KeptRunsList::removeWanted, this, &TimelineCard::removeRunWanted);
    connect(runs_, &KeptRunsList::forgetAllWanted, this, &TimelineCard::forgetRunsWanted);
    connect(runs_, &KeptRunsList::selectWanted, this, &TimelineCard::selectRunWanted);
    connect(runs_, &KeptRunsList::stepWanted, this, &TimelineCard::stepOfRunWanted);
    connect(runs_, &KeptRunsList::sameStepChosen, this, &TimelineCard::sameStepChosen);
    scale_->setChecked(true);
}

QToolButton* TimelineCard::makeButton(const char* name, const QString& text, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton* TimelineCard::makePopup(const char* name, const QString& text, const QString& tip,
                                     QWidget* content) {
    QToolButton* button = makeButton(name, text, tip);
    auto* menu = new QMenu(button);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(content);
    menu->addAction(action);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

void TimelineCard::bindKeys() {
    // Keys of the card and not of its buttons, which Qt would ignore while a presentation hides those.
    const auto bind = [this](const QKeySequence& keys, const auto& action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    bind(Qt::Key_L, [this] { scale_->click(); });
    bind(Qt::Key_K, [this] { keep_->click(); });
    bind(Qt::ALT | Qt::Key_S, [this] { openMenu(*stop_->menu(), *stop_); });
    bind(Qt::ALT | Qt::Key_R, [this] { openMenu(*kept_->menu(), *kept_); });
    bind(Qt::ALT | Qt::Key_H, [this] { openMenu(*history_->menu(), *history_); });
    bind(Qt::ALT | Qt::Key_M, [this] { openMenu(*memory_, *this); });
}

void TimelineCard::openMenu(QMenu& menu, const QWidget& button) {
    const QWidget& anchor = button.isVisible() ? button : *this;
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())));
}

void TimelineCard::fillMemoryMenu() {
    memory_->setObjectName(QStringLiteral("memoryMenu"));
    memory_->setToolTipsVisible(true);
    memory_->menuAction()->setToolTip(tr("What going back to any step quickly may take (Alt+M)"));
    QAction* used = memory_->addAction(QString());
    used->setObjectName(QStringLiteral("memoryUsed"));
    used->setEnabled(false);
    auto* group = new QActionGroup(memory_);
    for (const std::uint64_t bytes : kBudgets) {
        QAction* action = memory_->addAction(
            tr("At most %1 MiB").arg(countLabel(static_cast<std::int64_t>(bytes / kMebibyte))));
        action->setObjectName(QStringLiteral("memoryBudget/%1").arg(bytes / kMebibyte));
        action->setCheckable(true);
        action->setChecked(bytes == SetMemoryBudget{}.bytes);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, bytes] { Q_EMIT memoryBudgetChosen(bytes); });
    }
}

void TimelineCard::setLogarithmic(bool logarithmic) { scale_->setChecked(logarithmic); }

void TimelineCard::showScale(bool logarithmic) {
    bar_->setLogarithmic(logarithmic);
    scale_->setText(tr("log"));
    scale_->setAccessibleName(logarithmic ? tr("Timeline scale: logarithmic") : tr("Timeline scale: linear"));
}

void TimelineCard::showSnapshot(const Snapshot& snapshot) {
    TimelineState state{.shown = snapshot.step,
                        .trainedTo = std::max(snapshot.trainedTo, snapshot.step),
                        .planned = std::max<std::int64_t>(1, snapshot.spec.training.steps),
                        .exact = !snapshot.seek,
                        .progress = snapshot.seek ? snapshot.seek->share : 1,
                        .marks = timelineMarks(snapshot.markers)};
    if (snapshot.seek) state.shown = snapshot.seek->target;
    moments_.follow(snapshot);
    for (TimelineMark& mark : timelineMarks(moments_.found())) state.marks.push_back(std::move(mark));
    bar_->showState(state);
    const auto used =
        static_cast<std::int64_t>((snapshot.memory.checkpointBytes + kMebibyte - 1) / kMebibyte);
    memory_->actions().front()->setText(tr("In use: %1 MiB").arg(countLabel(used)));
    keep_->setEnabled(snapshot.scene != nullptr && snapshot.trainedTo > 0);
}

void TimelineCard::showKeptRuns(const std::vector<KeptRunText>& runs) {
    runs_->show(runs);
    kept_->setText(runs.empty() ? tr("Runs") : tr("Runs (%1)").arg(runs.size()));
    kept_->setAccessibleName(kept_->text());
}

void TimelineCard::setLook(const Look& look) {
    bar_->setLook(look);
    // What stands in a list that pops up takes no font from the window.
    const QFont font = fontFor(TextRole::body, look);
    memory_->setFont(font);
    for (QWidget* list : std::initializer_list<QWidget*>{rule_, runs_}) {
        list->setFont(font);
        for (QWidget* part : list->findChildren<QWidget*>()) part->setFont(font);
    }
    for (QToolButton* button : {scale_, stop_, keep_, kept_, history_}) {
        button->setFont(fontFor(TextRole::small, look));
    }
}

void TimelineCard::setButtonsVisible(bool visible) {
    for (QToolButton* button : {scale_, stop_, keep_, kept_, history_}) button->setVisible(visible);
}

}  // namespace featurescope::ui
