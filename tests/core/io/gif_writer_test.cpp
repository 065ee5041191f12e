#include "core/io/gif_writer.h"

#include <gif_lib.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>

#include "core/base/errors.h"
#include "core/io/gif_comment.h"
#include "tests/support/failing_allocation.h"

namespace featurescope {
namespace {

constexpr int kWidth = 90, kHeight = 70;

/// A plain background with a shaded disc on it that moves with the number of the frame.
struct Frame {
    std::vector<std::uint8_t> bytes = std::vector<std::uint8_t>(std::size_t{kWidth} * kHeight * 3);

    explicit Frame(int number) {
        for (int row = 0; row < kHeight; ++row) {
            for (int column = 0; column < kWidth; ++column) paint(column, row, colourAt(column, row, number));
        }
    }

    static Rgb colourAt(int column, int row, int number) {
        const double distance = std::hypot(column - 20 - 3 * number, row - 35);
        if (distance > 15) return {250, 248, 240};
        const auto shade = static_cast<std::uint8_t>(10 * distance);
        return {shade, static_cast<std::uint8_t>(200 - shade), 90};
    }
    void paint(int column, int row, Rgb colour) {
        std::uint8_t* const pixel = &bytes[static_cast<std::size_t>(3 * (row * kWidth + column))];
        pixel[0] = colour.red;
        pixel[1] = colour.green;
        pixel[2] = colour.blue;
    }
    RgbPicture picture() const { return {bytes, kWidth, kHeight, std::size_t{3} * kWidth}; }
};

/// A writer and what it has handed over so far.
struct Recording {
    explicit Recording(GifSettings settings)
        : writer(std::move(settings), [this](std::string_view piece) { bytes += piece; }) {}
    std::string finished() {
        writer.finish();
        return bytes;
    }
    std::string bytes;
    GifWriter writer;
};

std::string movie(int frames, const std::string& comment = {}) {
    PaletteSampler sampler;
    for (int i = 0; i < frames; i += 2) sampler.add(Frame(i).picture());
    Recording recording({.width = kWidth,
                         .height = kHeight,
                         .centiseconds = 7,
                         .palette = sampler.palette(),
                         .comment = comment});
    for (int i = 0; i < frames; ++i) recording.writer.add(Frame(i).picture());
    return recording.finished();
}

/// A movie as giflib unpacks it, frame by frame as a player shows it.
class Player {
  public:
    explicit Player(const std::string& bytes) : rest_(bytes) {
        int error = 0;
        file_ = DGifOpen(this, &Player::read, &error);
        EXPECT_NE(file_, nullptr);
        EXPECT_EQ(DGifSlurp(file_), GIF_OK);
        canvas_.resize(static_cast<std::size_t>(file_->SWidth * file_->SHeight));
    }
    ~Player() {
        int error = 0;
        DGifCloseFile(file_, &error);
    }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    int frames() const { return file_->ImageCount; }
    GraphicsControlBlock control(int frame) const {
        GraphicsControlBlock control{};
        EXPECT_EQ(DGifSavedExtensionToGCB(file_, frame, &control), GIF_OK);
        return control;
    }
    std::size_t drawnPixels(int frame) const {
        const GifImageDesc& place = file_->SavedImages[frame].ImageDesc;
        return static_cast<std::size_t>(place.Width * place.Height);
    }

    /// Draws the next frame over what is there.
    void show(int frame) {
        const SavedImage& image = file_->SavedImages[frame];
        const int transparent = control(frame).TransparentColor;
        for (int row = 0; row < image.ImageDesc.Height; ++row) {
            for (int column = 0; column < image.ImageDesc.Width; ++column) {
                const GifByteType index = image.RasterBits[row * image.ImageDesc.Width + column];
                if (index == transparent) continue;
                const GifColorType colour = file_->SColorMap->Colors[index];
                canvas_[static_cast<std::size_t>((row + image.ImageDesc.Top) * file_->SWidth + column +
                                                 image.ImageDesc.Left)] = {colour.Red, colour.Green,
                                                                           colour.Blue};
            }
        }
    }
    Rgb at(int column, int row) const {
        return canvas_[static_cast<std::size_t>(row * file_->SWidth + column)];
    }

  private:
    static int read(GifFileType* file, GifByteType* target, int count) {
        auto& rest = static_cast<Player*>(file->UserData)->rest_;
        const std::size_t size = std::min(rest.size(), static_cast<std::size_t>(count));
        std::memcpy(target, rest.data(), size);
        rest.remove_prefix(size);
        return static_cast<int>(size);
    }

    std::string_view rest_;
    GifFileType* file_ = nullptr;
    std::vector<Rgb> canvas_;
};

/// Mean of the absolute differences of the channels between what is shown and the frame, over blocks of 4 x 4
/// pixels: what an eye sees of a dithered picture.
double differenceSeen(const Player& player, int number) {
    double sum = 0;
    int count = 0;
    for (int top = 0; top + 4 <= kHeight; top += 4) {
        for (int left = 0; left + 4 <= kWidth; left += 4) {
            int difference = 0;
            for (int i = 0; i < 16; ++i) {
                const int column = left + i % 4, row = top + i / 4;
                const Rgb shown = player.at(column, row), wanted = Frame::colourAt(column, row, number);
                difference += shown.red - wanted.red + shown.green - wanted.green + shown.blue - wanted.blue;
            }
            sum += std::abs(difference) / 48.0;
            ++count;
        }
    }
    return sum / count;
}

TEST(GifWriter, PlaysTheFramesItWasGiven) {
    const std::string bytes = movie(12);
    Player player(bytes);
    ASSERT_EQ(player.frames(), 12);
    for (int i = 0; i < 12; ++i) {
        player.show(i);
        EXPECT_EQ(player.control(i).DelayTime, 7);
        EXPECT_LT(differenceSeen(player, i), 1.0) << i;
        // The background covers a large area, so it is exact.
        EXPECT_EQ(player.at(0, 0), Frame::colourAt(0, 0, i));
        EXPECT_EQ(player.at(kWidth - 1, kHeight - 1), Frame::colourAt(kWidth - 1, kHeight - 1, i));
    }
}

TEST(GifWriter, DrawsOnlyWhatChanges) {
    const std::string bytes = movie(4);
    const Player player(bytes);
    EXPECT_EQ(player.drawnPixels(0), std::size_t{kWidth} * kHeight);
    for (int i = 1; i < 4; ++i) EXPECT_LE(player.drawnPixels(i), 35U * 31U) << i;
}

TEST(GifWriter, AFrameWithoutAChangeStillTakesItsTime) {
    PaletteSampler sampler;
    sampler.add(Frame(0).picture());
    Recording recording({.width = kWidth, .height = kHeight, .palette = sampler.palette()});
    for (int i = 0; i < 3; ++i) recording.writer.add(Frame(0).picture());
    const std::string bytes = recording.finished();
    Player player(bytes);
    ASSERT_EQ(player.frames(), 3);
    EXPECT_EQ(player.drawnPixels(2), 1U);
    for (int i = 0; i < 3; ++i) player.show(i);
    EXPECT_LT(differenceSeen(player, 0), 1.0);
}

TEST(GifWriter, HoldsTheLastFrameForAsLongAsWanted) {
    PaletteSampler sampler;
    sampler.add(Frame(0).picture());
    Recording recording({.width = kWidth, .height = kHeight, .palette = sampler.palette()});
    for (int i = 0; i < 2; ++i) recording.writer.add(Frame(i).picture());
    recording.writer.hold(250);
    const std::string bytes = recording.finished();
    Player player(bytes);
    ASSERT_EQ(player.frames(), 3);
    EXPECT_EQ(player.control(1).DelayTime, 4);
    EXPECT_EQ(player.control(2).DelayTime, 250);
    EXPECT_EQ(player.drawnPixels(2), 1U);
    for (int i = 0; i < 3; ++i) player.show(i);
    EXPECT_LT(differenceSeen(player, 1), 1.0);
}

TEST(GifWriter, SameFramesGiveTheSameBytes) { EXPECT_EQ(movie(6), movie(6)); }

TEST(GifWriter, CarriesAComment) {
    const std::string comment = "featurescope:" + std::string(1000, 'x');
    EXPECT_EQ(gifComments(movie(2, comment), "x"), std::vector<std::string>{comment});
    EXPECT_TRUE(gifComments(movie(2), "x").empty());
}

TEST(GifWriter, TakesRowsThatAreApart) {
    std::vector<std::uint8_t> apart;
    const Frame frame(1);
    for (int row = 0; row < kHeight; ++row) {
        const auto start = frame.bytes.begin() + std::ptrdiff_t{3} * kWidth * row;
        apart.insert(apart.end(), start, start + std::ptrdiff_t{3} * kWidth);
        apart.insert(apart.end(), {9, 9});
    }
    const auto encoded = [](const RgbPicture& picture) {
        PaletteSampler sampler;
        sampler.add(picture);
        Recording recording({.width = kWidth, .height = kHeight, .palette = sampler.palette()});
        recording.writer.add(picture);
        return recording.finished();
    };
    EXPECT_EQ(encoded({apart, kWidth, kHeight, std::size_t{3} * kWidth + 2}), encoded(frame.picture()));
}

TEST(GifWriter, HandsOverEveryFrameAtOnce) {
    PaletteSampler sampler;
    sampler.add(Frame(0).picture());
    Recording recording({.width = kWidth, .height = kHeight, .palette = sampler.palette()});
    std::size_t before = recording.bytes.size();
    for (int i = 0; i < 20; ++i) {
        recording.writer.add(Frame(i).picture());
        EXPECT_GT(recording.bytes.size(), before + 10) << i;
        before = recording.bytes.size();
    }
    EXPECT_LT(recording.finished().size(), before + 10) << "only the end was missing";
}

// giflib is written in C; the exception goes around it, and nothing of what it holds is lost.
TEST(GifWriter, PassesOnWhyItsBytesCouldNotBeTaken) {
    PaletteSampler sampler;
    sampler.add(Frame(0).picture());
    const auto write = [&sampler](std::size_t room) {
        GifWriter writer({.width = kWidth, .height = kHeight, .palette = sampler.palette()},
                         [&room](std::string_view piece) {
                             if (piece.size() > room) throw FileError("full");
                             room -= piece.size();
                         });
        for (int i = 0; i < 3; ++i) writer.add(Frame(i).picture());
        writer.finish();
    };
    EXPECT_THROW(write(0), FileError);
    const std::size_t before = test::heldBytes();
    for (std::size_t room = 0; room < 2500; room += 11) {
        try {
            write(room);
            ADD_FAILURE() << room;
        } catch (const FileError& error) {
            EXPECT_STREQ(error.what(), "full");
        }
    }
    EXPECT_LT(test::heldBytes(), before + 100000);
    EXPECT_NO_THROW(write(1000000));
}

TEST(PaletteSampler, KeepsFewColoursAsTheyAre) {
    Frame frame(0);
    for (int row = 0; row < kHeight; ++row) {
        for (int column = 0; column < kWidth; ++column)
            frame.paint(column, row, row < 35 ? Rgb{1, 2, 3} : Rgb{200, 100, 50});
    }
    PaletteSampler sampler;
    sampler.add(frame.picture());
    const GifPalette palette = sampler.palette();
    EXPECT_EQ(palette.colours, (std::vector<Rgb>{{1, 2, 3}, {200, 100, 50}}));
    EXPECT_EQ(palette.exactCount, 2U);
}

TEST(PaletteSampler, FillsThePaletteWhenThereAreManyColours) {
    Frame frame(0);
    for (int row = 0; row < kHeight; ++row) {
        for (int column = 0; column < kWidth; ++column)
            frame.paint(column, row,
                        {static_cast<std::uint8_t>(2 * column), static_cast<std::uint8_t>(3 * row), 128});
    }
    PaletteSampler sampler;
    sampler.add(frame.picture());
    EXPECT_EQ(sampler.palette().colours.size(), 255U);
}

}  // namespace
}  // namespace featurescope
