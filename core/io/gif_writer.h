#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace featurescope {

/// Pixels of a picture, not owned: three bytes each (red, green, blue), rows from the top.
struct RgbPicture {
    std::span<const std::uint8_t> bytes;  ///< at least (height - 1) * rowBytes + 3 * width
    int width = 0, height = 0;
    std::size_t rowBytes = 0;  ///< from one row to the next, >= 3 * width
};

/// A colour, 0 to 255 each.
struct Rgb {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Rgb&) const = default;
};

/// The colours of a whole movie: those that cover large areas as they are, the others by median cut.
struct GifPalette {
    std::vector<Rgb> colours{};  ///< 1 to 255
    std::size_t exactCount = 0;  ///< the first so many are reproduced exactly and never dithered
};

/// Counts the colours of a few frames that stand for all (the first, the last, some between). Takes 64 MiB.
class PaletteSampler {
  public:
    PaletteSampler();
    void add(const RgbPicture& frame);
    /// The palette for what was added, at least one picture. Same pictures in any order give the same.
    GifPalette palette() const;

  private:
    std::vector<std::uint32_t> counts_;  ///< of each of the 2^24 colours
    std::uint64_t pixels_ = 0;
};

/// What holds for a whole movie.
struct GifSettings {
    int width = 0, height = 0;  ///< 1 to 65535
    int centiseconds = 4;       ///< time per frame; players take less than 2 as 10
    GifPalette palette{};
    std::string comment{};  ///< see gifComment; empty for none
};

/// Puts frames together as an endlessly repeating GIF: one palette, ordered dither, and of each frame only
/// what has changed. Same frames and settings give the same bytes. Nothing is kept but the last frame. For
/// one thread at a time.
class GifWriter {
  public:
    /// Takes the bytes of the file, piece by piece. What it throws comes out of the call that had it called.
    using Sink = std::function<void(std::string_view)>;

    GifWriter(GifSettings settings, Sink sink);
    ~GifWriter();
    GifWriter(const GifWriter&) = delete;
    GifWriter& operator=(const GifWriter&) = delete;

    /// Appends a frame of exactly the size of the settings.
    void add(const RgbPicture& frame);
    /// Lets the last frame stay for so much longer, 1 to 65535; at least one must have been added.
    void hold(int centiseconds);
    /// Hands over what is still missing; the writer is done with then.
    void finish();

  private:
    class Encoder;
    std::unique_ptr<Encoder> encoder_;
};

}  // namespace featurescope
