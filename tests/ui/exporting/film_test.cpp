#include "ui/exporting/film.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QProcess>
#include <QTest>
#include <filesystem>

#include "core/base/errors.h"
#include "core/documents/picture_recipe.h"
#include "core/io/atomic_file.h"
#include "tests/support/small_spec.h"
#include "tests/support/temporary_folder.h"
#include "ui/exporting/movie_encoder.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

struct Result {
    FilmEnd end = FilmEnd::cancelled;
    QString problem;
    std::vector<std::string> hashes;
    std::vector<FilmProgress> progress;
};

class FilmTest : public testing::Test {
  protected:
    FilmRequest request(const char* file) {
        return {.spec = test::smallSpec(),
                .subject = gridSubject({"projection", "errors", "alignment-mu1", "loss"}),
                .format = {.size = {420, 300}, .fieldRows = 64},
                .steps = {0, 1, 2, 5, 10, 30, 60},
                .framesPerSecond = 10,
                .path = QString::fromStdString((folder / file).string())};
    }
    Result made(const FilmRequest& wish) {
        Film film(wish);
        Result result;
        bool done = false;
        QObject::connect(&film, &Film::progressed, &film,
                         [&](const FilmProgress& progress) { result.progress.push_back(progress); });
        QObject::connect(&film, &Film::finished, &film, [&](FilmEnd end, const QString& problem) {
            result.end = end;
            result.problem = problem;
            done = true;
        });
        film.start();
        EXPECT_TRUE(QTest::qWaitFor([&] { return done; }, 20000));
        result.hashes = film.frameHashes();
        return result;
    }
    std::vector<std::string> filesLeft() {
        std::vector<std::string> names;
        const QDir dir(QString::fromStdString(folder.path().string()));
        for (const QString& name : dir.entryList(QDir::Files | QDir::Hidden))
            names.push_back(name.toStdString());
        return names;
    }

    test::TemporaryFolder folder;
};

TEST_F(FilmTest, TwoFilmsOfOneRunAreEqualFrameByFrameAndToTheByte) {
    const Result first = made(request("a.gif")), second = made(request("b.gif"));
    ASSERT_EQ(first.end, FilmEnd::written) << first.problem.toStdString();
    EXPECT_EQ(first.hashes.size(), 7U);
    EXPECT_EQ(first.hashes, second.hashes);
    EXPECT_NE(first.hashes[0], first.hashes[6]);
    EXPECT_EQ(readWholeFile(folder / "a.gif", 1 << 26), readWholeFile(folder / "b.gif", 1 << 26));
    EXPECT_EQ(first.progress.back().framesDone, 7);
    EXPECT_EQ(first.progress.back().frames, 7);
    EXPECT_NEAR(first.progress.back().secondsLeft, 0, 1e-6);
}

TEST_F(FilmTest, TheGifPlaysEveryFrameAndCarriesItsRecipe) {
    ASSERT_EQ(made(request("movie.gif")).end, FilmEnd::written);
    const std::string path = (folder / "movie.gif").string();
    QImageReader reader(QString::fromStdString(path));
    EXPECT_EQ(reader.size(), QSize(420, 300));
    int frames = 0;
    while (!reader.read().isNull()) ++frames;
    EXPECT_EQ(frames, 7);
    EXPECT_EQ(reader.nextImageDelay(), 100);
    const Recipe recipe = recipeInPicture(readWholeFile(path, 1 << 26), path);
    EXPECT_EQ(recipe.spec, test::smallSpec());
    EXPECT_FALSE(recipe.engine.empty());
    EXPECT_FALSE(recipe.instructionSet.empty());
    EXPECT_NE(recipe.view.find("alignment-mu1"), std::string::npos) << "the panels that were filmed";
    EXPECT_EQ(recipe.step, 60);
}

TEST_F(FilmTest, CancellingLeavesNothingBehind) {
    FilmRequest wish = request("movie.gif");
    for (std::int64_t step = 61; step < 5000; ++step) wish.steps.push_back(step);
    Film film(wish);
    std::optional<FilmEnd> end;
    QObject::connect(&film, &Film::finished, &film, [&](FilmEnd how, const QString& problem) {
        end = how;
        EXPECT_FALSE(problem.isEmpty());
    });
    film.start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return film.frameHashes().size() > 3; }, 10000));
    film.cancel();
    ASSERT_TRUE(QTest::qWaitFor([&] { return end.has_value(); }, 10000));
    EXPECT_EQ(*end, FilmEnd::cancelled);
    EXPECT_EQ(filesLeft(), std::vector<std::string>{});
}

TEST_F(FilmTest, CanBeDestroyedAtAnyTime) {
    for (const std::size_t frames : {0U, 0U, 1U, 2U, 5U}) {
        Film film(request("movie.gif"));
        film.start();
        EXPECT_TRUE(QTest::qWaitFor([&] { return film.frameHashes().size() >= frames; }, 10000));
    }
}

TEST_F(FilmTest, SaysWhenTheRunDiverges) {
    FilmRequest wish = request("movie.gif");
    wish.spec.training.stepSize = 1e9;
    const Result result = made(wish);
    EXPECT_EQ(result.end, FilmEnd::diverged);
    EXPECT_TRUE(result.problem.contains(QStringLiteral("step_size"))) << result.problem.toStdString();
    EXPECT_EQ(filesLeft(), std::vector<std::string>{});
}

TEST_F(FilmTest, SaysWhenTheFileCannotBeWritten) {
    FilmRequest wish = request("movie.gif");
    wish.path = QStringLiteral("/no/such/folder/movie.gif");
    EXPECT_EQ(made(wish).end, FilmEnd::fileTrouble);
}

TEST(MovieEncoder, RefusesNamesItDoesNotKnow) {
    EXPECT_THROW(makeMovieEncoder(QStringLiteral("movie.avi"), {}), InputError);
    EXPECT_THROW(makeMovieEncoder(QStringLiteral("movie"), {}), InputError);
}

/// A program in the place of ffmpeg that keeps what it was told and given.
class FakeFfmpeg {
  public:
    explicit FakeFfmpeg(const std::string& script) : pathBefore_(qgetenv("PATH")) {
        QFile file(QString::fromStdString((folder / "ffmpeg").string()));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(("#!/bin/sh\n" + script).c_str());
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", QByteArray::fromStdString(folder.path().string()) + ':' + pathBefore_);
    }
    ~FakeFfmpeg() { qputenv("PATH", pathBefore_); }
    FakeFfmpeg(const FakeFfmpeg&) = delete;
    FakeFfmpeg& operator=(const FakeFfmpeg&) = delete;

    test::TemporaryFolder folder;

  private:
    QByteArray pathBefore_;
};

TEST_F(FilmTest, FfmpegGetsEveryPixelOfEveryFrame) {
    const FakeFfmpeg ffmpeg(
        "for last; do :; done\necho \"$@\" > \"$(dirname \"$last\")/arguments\"\ncat > \"$last\"\n");
    const Result result = made(request("movie.mp4"));
    ASSERT_EQ(result.end, FilmEnd::written) << result.problem.toStdString();
    EXPECT_EQ(QFileInfo(QString::fromStdString((folder / "movie.mp4").string())).size(), 7 * 420 * 300 * 4);
    const std::string arguments = readWholeFile(folder / "arguments", 1 << 20);
    EXPECT_NE(arguments.find("-video_size 420x300 -framerate 10"), std::string::npos) << arguments;
    EXPECT_NE(arguments.find("libx264"), std::string::npos);
}

TEST_F(FilmTest, FfmpegIsToldOfASlowMovieThatHoldsItsLastFrame) {
    const FakeFfmpeg ffmpeg(
        "for last; do :; done\necho \"$@\" > \"$(dirname \"$last\")/arguments\"\ncat > \"$last\"\n");
    FilmRequest wish = request("movie.mp4");
    wish.framesPerSecond = 0.5;
    wish.holdSeconds = 3;
    ASSERT_EQ(made(wish).end, FilmEnd::written);
    const std::string arguments = readWholeFile(folder / "arguments", 1 << 20);
    EXPECT_NE(arguments.find("-framerate 0.5"), std::string::npos) << arguments;
    EXPECT_NE(arguments.find("tpad=stop_mode=clone:stop_duration=3"), std::string::npos) << arguments;
}

TEST_F(FilmTest, AMovieGoesThroughALinkToAnotherDisk) {
    const std::filesystem::path other("/dev/shm");
    struct stat here {
    }, there{};
    const bool isOther = ::stat(folder.path().c_str(), &here) == 0 && ::stat(other.c_str(), &there) == 0 &&
                         here.st_dev != there.st_dev;
    if (!isOther) GTEST_SKIP() << "there is no other file system to write to";
    const FakeFfmpeg ffmpeg("for last; do :; done\ncat > \"$last\"\n");
    const std::filesystem::path target =
        other / ("featurescope-test-" + folder.path().filename().string() + ".mp4");
    std::filesystem::create_symlink(target, folder / "movie.mp4");
    const Result result = made(request("movie.mp4"));
    EXPECT_EQ(result.end, FilmEnd::written) << result.problem.toStdString();
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "movie.mp4"));
    EXPECT_TRUE(std::filesystem::exists(target));
    std::error_code ignored;
    std::filesystem::remove(target, ignored);
}

// Linux takes no argument of more than 128 KiB.
TEST_F(FilmTest, FfmpegGetsARecipeOfAnyLength) {
    const FakeFfmpeg ffmpeg(
        "while [ \"$#\" -gt 1 ]; do [ \"$2\" = ffmetadata ] && metadata=$4; shift; done\n"
        "cp \"$metadata\" \"$(dirname \"$1\")/metadata\"; cat > \"$1\"\n");
    FilmRequest wish = request("movie.mp4");
    wish.spec.training.steps = 12000;
    for (std::int64_t step = 0; step < 12000; ++step)
        wish.spec.training.stepSizeChanges.push_back({step, step % 2 == 0 ? 0.1 : 0.2});
    const Result result = made(wish);
    ASSERT_EQ(result.end, FilmEnd::written) << result.problem.toStdString();
    const std::string metadata = readWholeFile(folder / "metadata", 1 << 20);
    const std::string start = ";FFMETADATA1\ncomment=";
    ASSERT_EQ(metadata.substr(0, start.size()), start);
    ASSERT_GT(metadata.size(), 128U << 10);
    std::string comment;
    for (std::size_t i = start.size(); metadata[i] != '\n'; ++i)
        comment += metadata[metadata[i] == '\\' ? ++i : i];
    EXPECT_EQ(recipeFromJson(comment, "comment").spec, wish.spec);
}

TEST_F(FilmTest, WhatFfmpegComplainsOfIsPassedOn) {
    const FakeFfmpeg ffmpeg("cat > /dev/null; echo no such codec >&2; exit 1\n");
    const Result result = made(request("movie.webm"));
    EXPECT_EQ(result.end, FilmEnd::fileTrouble);
    EXPECT_TRUE(result.problem.contains(QStringLiteral("no such codec"))) << result.problem.toStdString();
    EXPECT_EQ(filesLeft(), std::vector<std::string>{});
}

}  // namespace
