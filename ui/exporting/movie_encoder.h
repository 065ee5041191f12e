#pragma once

#include <QImage>
#include <QString>
#include <memory>
#include <optional>

#include "core/documents/recipe.h"

namespace featurescope::ui {

/// Puts frames together as one file, which appears complete or not at all. For one thread at a time, which
/// need not be the window's but must be a QThread.
class MovieEncoder {
  public:
    virtual ~MovieEncoder() = default;
    /// Appends a frame; all must have the same size. FileError.
    virtual void add(const QImage& frame) = 0;
    /// Writes what is still missing. Without it nothing is left behind. FileError.
    virtual void finish() = 0;
};

/// What holds for a whole movie.
struct MovieFormat {
    double framesPerSecond = 25;
    double holdSeconds = 0;          ///< for which the last frame stays longer
    std::optional<Recipe> recipe{};  ///< of the last frame; goes into the file as its comment
};

/// Frames per second that all our formats can have.
inline constexpr double kLeastFrameRate = 0.1, kMostFrameRate = 50;
inline constexpr double kLongestHold = 60;  // seconds

/// The encoder for the end of the file's name: .gif is built in, .mp4 and .webm need the program ffmpeg.
/// InputError when the name ends otherwise, FileError when ffmpeg is missing.
std::unique_ptr<MovieEncoder> makeMovieEncoder(const QString& path, const MovieFormat& format);

/// True when an ffmpeg can be started.
bool hasFfmpeg();

}  // namespace featurescope::ui
