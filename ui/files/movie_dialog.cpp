#include "ui/files/movie_dialog.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/errors.h"
#include "core/recording/frame_schedule.h"
#include "ui/exporting/movie_encoder.h"
#include "ui/fields/spin_boxes.h"
#include "ui/files/ask.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

enum Spacing { kLogarithmic, kLinear, kList };
constexpr int kDefaultFrames = 120;

template <typename Control>
Control* addTo(QFormLayout* form, const QString& name, const QString& label, const QString& toolTip) {
    auto* control = new Control;
    control->setObjectName(name);
    control->setAccessibleName(label);
    control->setToolTip(toolTip);
    form->addRow(label, control);
    return control;
}

int clampedToInt(std::int64_t step) {
    return static_cast<int>(std::min<std::int64_t>(step, std::numeric_limits<int>::max()));
}

}  // namespace

MovieDialog::MovieDialog(ExperimentSpec spec, std::shared_ptr<const GivenData> given, std::int64_t lastStep,
                         LearnerOptions learner, std::vector<FigureChoice> choices, QWidget* parent)
    : QDialog(parent),
      spec_(std::move(spec)),
      data_(std::move(given)),
      learner_(learner),
      controls_(new FigureControls(this)) {
    setObjectName(QStringLiteral("movieDialog"));
    setWindowTitle(tr("Make a movie"));
    setAttribute(Qt::WA_DeleteOnClose);
    controls_->setChoices(std::move(choices));
    FigureFormat format = freshFormat();
    format.fieldRows = 256;
    format.statesMoment = true;
    controls_->setFormat(format);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeSchedule(lastStep));
    layout->addWidget(controls_);
    layout->addWidget(makeBottom());
    connect(spacing_, &QComboBox::currentIndexChanged, this, &MovieDialog::showSchedule);
    for (QSpinBox* box : {first_, last_, count_})
        connect(box, &QSpinBox::valueChanged, this, &MovieDialog::showExtent);
    for (QDoubleSpinBox* box : {rate_, hold_})
        connect(box, &QDoubleSpinBox::valueChanged, this, &MovieDialog::showExtent);
    connect(list_, &QLineEdit::textChanged, this, &MovieDialog::showExtent);
    connect(controls_, &FigureControls::changed, this, &MovieDialog::showExtent);
    alignForms();
    showSchedule();
}

/// Two forms below each other look like one when their names are equally wide.
void MovieDialog::alignForms() {
    const QList<QFormLayout*> forms = findChildren<QFormLayout*>();
    QList<QWidget*> names;
    for (const QFormLayout* form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            if (const QLayoutItem* name = form->itemAt(row, QFormLayout::LabelRole)) names << name->widget();
        }
    }
    int widest = 0;
    for (const QWidget* name : names) widest = std::max(widest, name->sizeHint().width());
    for (QWidget* name : names) name->setMinimumWidth(widest);
}

void MovieDialog::showExtent() {
    try {
        const std::size_t frames = steps().size();
        const double seconds = static_cast<double>(frames) / rate_->value() + hold_->value();
        const QSize size = pixelSize(controls_->format());
        extent_->setText(tr("%1 frames, %2 s, %3 × %4 pixels")
                             .arg(countLabel(static_cast<std::int64_t>(frames)), numberLabel(seconds, 3),
                                  countLabel(size.width()), countLabel(size.height())));
    } catch (const std::runtime_error& error) {
        extent_->setText(QString::fromUtf8(error.what()));
    }
}

QWidget* MovieDialog::makeSchedule(std::int64_t lastStep) {
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    spacing_ = addTo<QComboBox>(form, QStringLiteral("movie/spacing"), tr("Steps"),
                                tr("Which steps become frames; time on the clock plays no part"));
    spacing_->addItems({tr("Early steps dense (logarithmic)"), tr("Evenly spaced"), tr("These steps")});
    const auto number = [&](const QString& name, const QString& label, const QString& tip, int least,
                            int value) {
        auto* spin = addTo<CountSpinBox>(form, name, label, tip);
        connect(spin, &CountSpinBox::refused, this, &MovieDialog::say);
        spin->setRange(least, std::numeric_limits<int>::max());
        spin->setValue(value);
        return spin;
    };
    first_ = number(QStringLiteral("movie/first"), tr("From step"), tr("Step of the first frame"), 0, 0);
    last_ = number(QStringLiteral("movie/last"), tr("To step"), tr("Step of the last frame"), 0,
                   clampedToInt(lastStep));
    count_ = number(QStringLiteral("movie/count"), tr("Frames"), tr("How many frames"), 1, kDefaultFrames);
    count_->setMaximum(static_cast<int>(kMostFrames));
    list_ = addTo<QLineEdit>(form, QStringLiteral("movie/list"), tr("List"),
                             tr("Increasing steps with commas between them, as 0,1,2,5,10"));
    list_->setText(QStringLiteral("0,1,2,5,10,20,50,100"));
    auto* rate = addTo<RealSpinBox>(form, QStringLiteral("movie/rate"), tr("Frames per second"),
                                    tr("How fast the movie is played"));
    connect(rate, &RealSpinBox::refused, this, &MovieDialog::say);
    rate_ = rate;
    rate_->setRange(kLeastFrameRate, kMostFrameRate);
    rate_->setValue(25);
    auto* hold = addTo<RealSpinBox>(
        form, QStringLiteral("movie/hold"), tr("Hold the last frame"),
        tr("Seconds for which the last frame stays longer, before the movie begins again"));
    connect(hold, &RealSpinBox::refused, this, &MovieDialog::say);
    hold_ = hold;
    hold_->setRange(0, kLongestHold);
    hold_->setValue(1);
    return box;
}

QWidget* MovieDialog::makeBottom() {
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    message_ =
        new QLabel(hasFfmpeg() ? QString()
                               : tr("Movies are GIF files; with the program ffmpeg they can also be MP4 and "
                                    "WebM."),
                   box);
    message_->setObjectName(QStringLiteral("movie/message"));
    message_->setWordWrap(true);
    message_->setTextFormat(Qt::PlainText);
    progress_ = new QProgressBar(box);
    progress_->setObjectName(QStringLiteral("movie/progress"));
    progress_->setAccessibleName(tr("Frames made"));
    progress_->hide();
    extent_ = new QLabel(box);
    extent_->setObjectName(QStringLiteral("movie/extent"));
    extent_->setWordWrap(true);
    extent_->setTextFormat(Qt::PlainText);
    layout->addWidget(extent_);
    layout->addWidget(message_);
    layout->addWidget(progress_);
    auto* row = new QHBoxLayout;
    const auto button = [&](const QString& name, const QString& text, const QString& tip) {
        auto* made = new QPushButton(text, box);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        row->addWidget(made);
        return made;
    };
    make_ = button(QStringLiteral("movie/make"), tr("Make…"), tr("Choose a file and start (Enter)"));
    stop_ = button(QStringLiteral("movie/stop"), tr("Stop"), tr("Stop; nothing is written then"));
    stop_->setEnabled(false);
    layout->addLayout(row);
    connect(make_, &QPushButton::clicked, this, [this] { Q_EMIT fileWanted(); });
    connect(stop_, &QPushButton::clicked, this, [this] {
        if (film_) film_->cancel();
    });
    return box;
}

void MovieDialog::showSchedule() {
    const bool list = spacing_->currentIndex() == kList;
    for (QWidget* widget : std::initializer_list<QWidget*>{first_, last_, count_}) widget->setEnabled(!list);
    list_->setEnabled(list);
    showExtent();
}

std::vector<std::int64_t> MovieDialog::steps() const {
    if (spacing_->currentIndex() == kList)
        return frameStepsFrom(list_->text().remove(QLatin1Char(' ')).toStdString(),
                              tr("The list").toStdString());
    if (last_->value() < first_->value())
        throw InputError(tr("The last step must not be before the first one.").toStdString());
    const bool linear = spacing_->currentIndex() == kLinear;
    return frameSteps(linear ? FrameSpacing::linear : FrameSpacing::logarithmic, first_->value(),
                      last_->value(), count_->value());
}

void MovieDialog::film(const QString& path) {
    try {
        const QString problem = problemWith(controls_->subject(), controls_->format());
        if (!problem.isEmpty()) throw InputError(problem.toStdString());
        film_ = std::make_unique<Film>(FilmRequest{.spec = spec_,
                                                   .data = data_,
                                                   .learner = learner_,
                                                   .subject = controls_->subject(),
                                                   .format = controls_->format(),
                                                   .steps = steps(),
                                                   .framesPerSecond = rate_->value(),
                                                   .holdSeconds = hold_->value(),
                                                   .path = path});
    } catch (const std::runtime_error& error) {
        message_->setText(QString::fromUtf8(error.what()));
        return;
    }
    connect(film_.get(), &Film::progressed, this, &MovieDialog::showProgress);
    connect(film_.get(), &Film::finished, this,
            [this, path](FilmEnd how, const QString& problem) { end(how, problem, path); });
    make_->setEnabled(false);
    stop_->setEnabled(true);
    progress_->setRange(0, 0);
    progress_->show();
    message_->setText(tr("Drawing the data…"));
    isFilming_ = true;
    film_->start();
}

void MovieDialog::say(const QString& problem) { message_->setText(problem); }

void MovieDialog::stopFilming() {
    isFilming_ = false;
    film_.reset();
}

void MovieDialog::reject() {
    if (!isFilming_) return QDialog::reject();
    const auto stop = [this] {
        stopFilming();
        reject();
    };
    ask(this, tr("Make a movie"), tr("The movie is still being made. Stop it?"),
        {{QStringLiteral("stopFilm"), tr("Stop"), stop},
         {QStringLiteral("goOnFilming"), tr("Go on"), [] {}}});
}

void MovieDialog::showProgress(const FilmProgress& progress) {
    progress_->setRange(0, progress.frames);
    progress_->setValue(progress.framesDone);
    message_->setText(tr("Frame %1 of %2, about %3 s left")
                          .arg(countLabel(progress.framesDone), countLabel(progress.frames),
                               countLabel(std::llround(progress.secondsLeft))));
}

void MovieDialog::end(FilmEnd end, const QString& problem, const QString& path) {
    isFilming_ = false;
    make_->setEnabled(true);
    stop_->setEnabled(false);
    progress_->hide();
    const bool isWritten = end == FilmEnd::written;
    const QString size = QLocale().formattedDataSize(QFileInfo(path).size());
    message_->setText(isWritten ? tr("The movie is in %1 (%2).").arg(path, size) : problem);
    if (isWritten) Q_EMIT written(path);
}

}  // namespace featurescope::ui
