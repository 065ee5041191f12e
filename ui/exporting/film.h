#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/documents/recipe.h"
#include "ui/exporting/moment.h"

class QThread;

namespace featurescope::ui {

/// What is filmed, and how.
struct FilmRequest {
    ExperimentSpec spec{};
    std::shared_ptr<const GivenData> data{};  ///< for specs whose data kind is "file"
    LearnerOptions learner{};
    FigureSubject subject{};
    FigureFormat format{};
    std::vector<std::int64_t> steps{};  ///< of the frames, increasing, at least one
    double framesPerSecond = 25;
    double holdSeconds = 0;  ///< for which the last frame stays longer
    QString path{};          ///< .gif, .mp4 or .webm
};

/// How far a film is.
struct FilmProgress {
    int framesDone = 0, frames = 0;
    double secondsLeft = 0;  ///< about; 0 while unknown
};

/// How a film ended.
enum class FilmEnd { written, cancelled, diverged, badInput, fileTrouble };

/// Films a run of its own by a schedule of steps: one thread trains, the window's thread draws, a third one
/// encodes. The same request gives the same frames. A film goes on until it is finished, cancelled or
/// destroyed; when it does not finish nothing is written.
class Film : public QObject {
    Q_OBJECT

  public:
    /// InputError or FileError when the path cannot become a movie.
    explicit Film(FilmRequest request, QObject* parent = nullptr);
    ~Film() override;

    void start();
    /// Ends soon, with finished() and a sentence.
    void cancel();
    /// SHA-256 of each frame's pixels so far, for whoever wants to see that two films are equal.
    std::vector<std::string> frameHashes() const;

  Q_SIGNALS:
    void progressed(const featurescope::ui::FilmProgress& progress);
    /// `problem` is empty when the movie was written, else a sentence.
    void finished(featurescope::ui::FilmEnd end, const QString& problem);

  private:
    /// What the training thread waits for.
    struct Answer {
        FigureNeeds needs{};
        bool again = false;  ///< the same step with these needs, because the last content lacked something
    };

    void train(const std::stop_token& stop);
    void noteRecipe(const Snapshot& start);
    Answer answerFor(PanelContent content, const std::stop_token& stop);
    void draw();
    Answer drawn();
    void encode();
    std::optional<QImage> nextFrame();
    void stopWith(FilmEnd end, const QString& problem);
    void end();

    const FilmRequest request_;
    Figure figure_;
    QElapsedTimer clock_;
    std::size_t framesDrawn_ = 0;
    FigureNeeds needs_;        // that the next content is made for
    bool needsKnown_ = false;  // the first content only tells what the figure needs
    int repeats_ = 0;          // of the present step

    mutable std::mutex mutex_;  // guards the members below; held for moves only
    std::condition_variable_any changed_;
    std::optional<PanelContent> content_;  // for the window's thread to draw
    std::optional<Answer> answer_;
    std::deque<QImage> frames_;  // for the encoder
    bool noMoreFrames_ = false;
    std::optional<Recipe> recipe_;  // known before the first frame
    std::vector<std::string> frameHashes_;
    FilmEnd end_ = FilmEnd::written;  // anything else: end without a movie
    QString problem_;

    std::unique_ptr<QThread> encoder_;  // a QThread because a process is fed from it
    std::stop_source stop_;
    std::jthread trainer_;
};

}  // namespace featurescope::ui
