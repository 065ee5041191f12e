#include "ui/exporting/film.h"

#include <QThread>
#include <new>
#include <span>
#include <utility>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/io/sha256.h"
#include "ui/exporting/figure_file.h"
#include "ui/exporting/figure_view.h"
#include "ui/exporting/movie_encoder.h"

namespace featurescope::ui {
namespace {

constexpr std::size_t kMostWaitingFrames = 4;

std::string hashOf(const QImage& image) {
    return sha256Hex(
        std::as_bytes(std::span(image.constBits(), static_cast<std::size_t>(image.sizeInBytes()))));
}

/// Frames have no transparency: none of the formats keeps it.
FigureFormat opaque(FigureFormat format) {
    format.transparent = false;
    return format;
}

}  // namespace

Film::Film(FilmRequest request, QObject* parent)
    : QObject(parent), request_(std::move(request)), figure_(request_.subject, opaque(request_.format)) {
    // Now rather than after minutes of training.
    makeMovieEncoder(request_.path, {});
}

Film::~Film() {
    stopWith(FilmEnd::cancelled, QString());
    trainer_ = {};
    if (encoder_) encoder_->wait();
}

void Film::start() {
    clock_.start();
    encoder_.reset(QThread::create([this] { encode(); }));
    encoder_->start();
    trainer_ = std::jthread([this] { train(stop_.get_token()); });
}

void Film::cancel() { stopWith(FilmEnd::cancelled, tr("The movie was cancelled.")); }

void Film::train(const std::stop_token& stop) {
    try {
        StagedRun run(request_.spec, request_.learner, request_.data.get(), stop);
        MomentMaker maker(run, request_.data);
        PanelContent first = maker.content({}, stop);
        noteRecipe(*first.snapshot);
        Answer answer = answerFor(std::move(first), stop);
        for (const std::int64_t step : request_.steps) {
            run.advanceTo(step);
            if (run.state() == RunState::diverged) {
                stopWith(FilmEnd::diverged, QString::fromStdString(run.message()));
                return;
            }
            do {
                answer = answerFor(maker.content(answer.needs, stop), stop);
            } while (answer.again);
        }
        const std::lock_guard lock(mutex_);
        noMoreFrames_ = true;
    } catch (const Cancelled&) {
        // Whoever cancelled has said why.
    } catch (const std::bad_alloc&) {
        stopWith(FilmEnd::badInput, tr("There is not enough free memory for this movie."));
    } catch (const std::exception& error) {
        stopWith(FilmEnd::badInput, QString::fromUtf8(error.what()));
    }
    changed_.notify_all();
}

/// Like that of a figure of the last frame. Its weights are not known when the file begins.
void Film::noteRecipe(const Snapshot& start) {
    if (!request_.format.carriesRecipe) return;
    Recipe recipe = recipeOf(start, viewOf(request_.subject, request_.format));
    recipe.spec = request_.spec;
    recipe.step = request_.steps.back();
    recipe.weightsSha256.clear();
    recipe.outputWeightsSha256.clear();
    const std::lock_guard lock(mutex_);
    recipe_ = std::move(recipe);
}

std::vector<std::string> Film::frameHashes() const {
    const std::lock_guard lock(mutex_);
    return frameHashes_;
}

Film::Answer Film::answerFor(PanelContent content, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    content_ = std::move(content);
    QMetaObject::invokeMethod(this, &Film::draw, Qt::QueuedConnection);
    const auto answered = [this] { return answer_ && frames_.size() < kMostWaitingFrames; };
    if (!changed_.wait(lock, stop, answered)) throw Cancelled{};
    return *std::exchange(answer_, std::nullopt);
}

void Film::draw() {
    PanelContent content;
    {
        const std::lock_guard lock(mutex_);
        if (end_ != FilmEnd::written || !content_) return;
        content = *std::exchange(content_, std::nullopt);
    }
    figure_.show(content);
    const Answer answer = drawn();
    {
        const std::lock_guard lock(mutex_);
        answer_ = answer;
    }
    changed_.notify_all();
}

Film::Answer Film::drawn() {
    const FigureNeeds shown = std::exchange(needs_, figure_.needs());
    if (!std::exchange(needsKnown_, true)) return {.needs = needs_};
    if (needs_ != shown && repeats_ + 1 < kMostLooks) {
        ++repeats_;
        return {.needs = needs_, .again = true};
    }
    repeats_ = 0;
    QImage frame = figure_.image();
    ++framesDrawn_;
    {
        const std::lock_guard lock(mutex_);
        frames_.push_back(std::move(frame));
    }
    const int done = static_cast<int>(framesDrawn_), all = static_cast<int>(request_.steps.size());
    // Later frames may be many steps apart, so the steps trained say more than the frames made.
    const double lastStep = static_cast<double>(request_.steps.back()) + all;
    const double shareDone = (static_cast<double>(request_.steps[framesDrawn_ - 1]) + done) / lastStep;
    const double seconds = static_cast<double>(clock_.elapsed()) / 1000;
    Q_EMIT progressed({done, all, seconds / shareDone - seconds});
    return {.needs = needs_};
}

/// The frame to be written next; nothing when there are no more, or none is wanted any longer.
std::optional<QImage> Film::nextFrame() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return end_ != FilmEnd::written || noMoreFrames_ || !frames_.empty(); });
    if (end_ != FilmEnd::written || frames_.empty()) return std::nullopt;
    std::optional<QImage> frame = std::move(frames_.front());
    frames_.pop_front();
    return frame;
}

void Film::encode() {
    try {
        std::unique_ptr<MovieEncoder> encoder;
        while (const std::optional<QImage> frame = nextFrame()) {
            changed_.notify_all();
            std::string hash = hashOf(*frame);
            MovieFormat format{.framesPerSecond = request_.framesPerSecond,
                               .holdSeconds = request_.holdSeconds};
            {
                const std::lock_guard lock(mutex_);
                frameHashes_.push_back(std::move(hash));
                format.recipe = recipe_;
            }
            if (!encoder) encoder = makeMovieEncoder(request_.path, format);
            encoder->add(*frame);
        }
        const bool isComplete = [this] {
            const std::lock_guard lock(mutex_);
            return end_ == FilmEnd::written;
        }();
        if (isComplete && encoder) encoder->finish();
    } catch (const std::exception& error) {
        stopWith(FilmEnd::fileTrouble, QString::fromUtf8(error.what()));
    }
    QMetaObject::invokeMethod(this, &Film::end, Qt::QueuedConnection);
}

/// The first problem counts.
void Film::stopWith(FilmEnd end, const QString& problem) {
    {
        const std::lock_guard lock(mutex_);
        if (end_ == FilmEnd::written) {
            end_ = end;
            problem_ = problem;
        }
        frames_.clear();
    }
    stop_.request_stop();
    changed_.notify_all();
}

void Film::end() {
    FilmEnd end = FilmEnd::written;
    QString problem;
    {
        const std::lock_guard lock(mutex_);
        end = end_;
        problem = problem_;
    }
    Q_EMIT finished(end, problem);
}

}  // namespace featurescope::ui
