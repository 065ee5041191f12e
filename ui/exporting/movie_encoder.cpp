#include "ui/exporting/movie_encoder.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <vector>

#include "core/base/errors.h"
#include "core/documents/picture_recipe.h"
#include "core/io/atomic_file.h"
#include "core/io/gif_writer.h"
#include "core/io/temporary_name.h"

namespace featurescope::ui {
namespace {

/// The palette of a GIF stands before its frames, so the first ones wait in memory until there are enough to
/// know its colours.
class GifEncoder final : public MovieEncoder {
  public:
    GifEncoder(QString path, const MovieFormat& format) : path_(std::move(path)), format_(format) {}

    void add(const QImage& frame) override {
        const QImage rgb = frame.convertToFormat(QImage::Format_RGB888);
        if (writer_) {
            writer_->add(pictureOf(rgb));
            return;
        }
        waiting_.push_back(rgb);
        waitingBytes_ += rgb.sizeInBytes();
        if (waitingBytes_ >= kMostWaitingBytes) begin();
    }

    void finish() override {
        if (!writer_) begin();
        if (const int held = centiseconds(format_.holdSeconds); held > 0) writer_->hold(held);
        writer_->finish();
        file_->sync();
        file_->becomeTarget();
    }

  private:
    static constexpr qsizetype kMostWaitingBytes = qsizetype{192} << 20;
    static constexpr std::size_t kSamples = 8;  // frames that the palette is made from

    static int centiseconds(double seconds) { return static_cast<int>(std::lround(100 * seconds)); }

    static RgbPicture pictureOf(const QImage& image) {
        return {.bytes = {image.constBits(), static_cast<std::size_t>(image.sizeInBytes())},
                .width = image.width(),
                .height = image.height(),
                .rowBytes = static_cast<std::size_t>(image.bytesPerLine())};
    }

    void begin() {
        if (waiting_.empty()) throw FileError(path_.toStdString() + " cannot be made: there are no frames.");
        PaletteSampler sampler;
        const std::size_t samples = std::min(kSamples, waiting_.size());
        for (std::size_t i = 0; i < samples; ++i) {
            const std::size_t last = waiting_.size() - 1;
            sampler.add(pictureOf(waiting_[samples > 1 ? i * last / (samples - 1) : 0]));
        }
        file_ = std::make_unique<AtomicFile>(path_.toStdString());
        writer_ = std::make_unique<GifWriter>(
            GifSettings{.width = waiting_[0].width(),
                        .height = waiting_[0].height(),
                        .centiseconds = std::max(2, centiseconds(1 / format_.framesPerSecond)),
                        .palette = sampler.palette(),
                        .comment = format_.recipe ? gifComment(*format_.recipe) : std::string()},
            [this](std::string_view bytes) { file_->append(bytes); });
        for (const QImage& frame : waiting_) writer_->add(pictureOf(frame));
        waiting_.clear();
    }

    QString path_;
    MovieFormat format_;
    std::vector<QImage> waiting_;
    qsizetype waitingBytes_ = 0;
    std::unique_ptr<AtomicFile> file_;
    std::unique_ptr<GifWriter> writer_;  // writes into the file
};

/// Hands the frames to the program ffmpeg.
class FfmpegEncoder final : public MovieEncoder {
  public:
    FfmpegEncoder(QString path, const MovieFormat& format) : path_(std::move(path)), format_(format) {
        // Beside the file itself: what points to it may lie on another disk, onto which nothing can be moved.
        const std::filesystem::path folder =
            QFileInfo(QString::fromStdString(AtomicFile(path_.toStdString()).target().string()))
                .path()
                .toStdString();
        std::int64_t attempt = 0;
        do {
            unfinished_ = QString::fromStdString(temporaryName(folder, attempt++));
        } while (QFileInfo::exists(unfinished_));
    }
    ~FfmpegEncoder() override {
        if (process_) process_->kill();
        if (process_) process_->waitForFinished();
        std::error_code ignored;
        std::filesystem::remove(unfinished_.toStdString(), ignored);
    }
    FfmpegEncoder(const FfmpegEncoder&) = delete;
    FfmpegEncoder& operator=(const FfmpegEncoder&) = delete;

    void add(const QImage& frame) override {
        const QImage pixels = frame.convertToFormat(QImage::Format_RGB32);
        if (!process_) start(pixels.size());
        for (int row = 0; row < pixels.height(); ++row) {
            process_->write(reinterpret_cast<const char*>(pixels.constScanLine(row)),
                            qsizetype{4} * pixels.width());
        }
        while (process_->bytesToWrite() > 0) {
            if (!process_->waitForBytesWritten(kPatience)) fail();
        }
    }

    void finish() override {
        if (!process_) throw FileError(path_.toStdString() + " cannot be made: there are no frames.");
        process_->closeWriteChannel();
        // Frames that wait, and those that are held, are still to be encoded; it is at work while the file
        // grows.
        for (std::uintmax_t size = 0; !process_->waitForFinished(kPatience);) {
            std::error_code none;
            const std::uintmax_t now = std::filesystem::file_size(unfinished_.toStdString(), none);
            if (none || now == size) fail();
            size = now;
        }
        if (process_->exitStatus() != QProcess::NormalExit || process_->exitCode() != 0) {
            fail();
        }
        replaceFile(unfinished_.toStdString(), path_.toStdString());
    }

  private:
    static constexpr int kPatience = 60000;  // milliseconds in which ffmpeg takes and writes nothing

    void start(const QSize& size) {
        const bool webm = path_.endsWith(QStringLiteral(".webm"), Qt::CaseInsensitive);
        QStringList arguments{"-hide_banner", "-loglevel",
                              "error",        "-y",
                              "-f",           "rawvideo",
                              "-pix_fmt",     "bgra",
                              "-video_size",  QStringLiteral("%1x%2").arg(size.width()).arg(size.height()),
                              "-framerate",   QString::number(format_.framesPerSecond),
                              "-i",           "-"};
        if (format_.recipe) arguments << metadataArguments();
        // Chroma is stored for pairs of pixels, so both sides must be even.
        QString filter = QStringLiteral("pad=ceil(iw/2)*2:ceil(ih/2)*2");
        if (format_.holdSeconds > 0)
            filter += QStringLiteral(",tpad=stop_mode=clone:stop_duration=%1").arg(format_.holdSeconds);
        arguments << QStringList{"-vf", filter, "-pix_fmt", "yuv420p", "-fflags", "+bitexact"};
        if (webm) {
            arguments << "-c:v"
                      << "libvpx-vp9"
                      << "-crf"
                      << "30"
                      << "-b:v"
                      << "0"
                      << "-f"
                      << "webm";
        } else {
            arguments << "-c:v"
                      << "libx264"
                      << "-crf"
                      << "18"
                      << "-movflags"
                      << "+faststart"
                      << "-f"
                      << "mp4";
        }
        process_ = std::make_unique<QProcess>();
        process_->start(QStringLiteral("ffmpeg"), arguments << unfinished_);
        if (!process_->waitForStarted(kPatience)) fail();
    }

    /// In a file: a recipe can be longer than the 128 KiB that Linux allows for one argument.
    QStringList metadataArguments() {
        QByteArray content = ";FFMETADATA1\ncomment=";
        for (const char letter : recipeToJson(*format_.recipe)) {
            if (QByteArrayView("=;#\\\n").contains(letter)) content += '\\';
            content += letter;
        }
        const bool isWritten = metadata_.open() && metadata_.write(content + '\n') > 0 && metadata_.flush();
        if (!isWritten) {
            throw FileError(metadata_.fileName().toStdString() +
                            " cannot be written: " + metadata_.errorString().toStdString() + ".");
        }
        return {"-f", "ffmetadata", "-i", metadata_.fileName(), "-map_metadata", "1"};
    }

    [[noreturn]] void fail() {
        const QString said = QString::fromLocal8Bit(process_->readAllStandardError()).trimmed();
        throw FileError(path_.toStdString() + " cannot be made: ffmpeg says \"" +
                        (said.isEmpty() ? process_->errorString() : said).toStdString() + "\".");
    }

    QString path_, unfinished_;
    MovieFormat format_;
    QTemporaryFile metadata_;
    std::unique_ptr<QProcess> process_;
};

}  // namespace

bool hasFfmpeg() { return !QStandardPaths::findExecutable(QStringLiteral("ffmpeg")).isEmpty(); }

std::unique_ptr<MovieEncoder> makeMovieEncoder(const QString& path, const MovieFormat& format) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QStringLiteral("gif")) return std::make_unique<GifEncoder>(path, format);
    if (suffix != QStringLiteral("mp4") && suffix != QStringLiteral("webm")) {
        throw InputError("The movie \"" + path.toStdString() +
                         "\" has no known format; its name must end in .gif, .mp4 or .webm.");
    }
    if (!hasFfmpeg()) {
        throw FileError(
            "The movie \"" + path.toStdString() +
            "\" needs the program ffmpeg, which is not installed; without it movies can be .gif.");
    }
    return std::make_unique<FfmpegEncoder>(path, format);
}

}  // namespace featurescope::ui
