#include "core/io/gif_writer.h"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <utility>

namespace featurescope {
namespace {

constexpr int kBits = 5;  // of a channel in the table of nearest colours
constexpr std::size_t kCells = std::size_t{1} << (3 * kBits);
constexpr std::uint8_t kAsBefore = 255;

constexpr std::size_t cellOf(int red, int green, int blue) {
    constexpr int kShift = 8 - kBits;
    return static_cast<std::size_t>((red >> kShift) << (2 * kBits) | (green >> kShift) << kBits |
                                    blue >> kShift);
}

/// From colours to places in the palette.
class ColourTable {
  public:
    explicit ColourTable(GifPalette palette)
        : palette_(std::move(palette)), nearest_(kCells), firstExact_(kCells, kNone) {
        for (std::size_t cell = 0; cell < kCells; ++cell) nearest_[cell] = nearestTo(centreOf(cell));
        for (std::size_t i = palette_.exactCount; i-- > 0;) {
            const Rgb colour = palette_.colours[i];
            std::uint8_t& first = firstExact_[cellOf(colour.red, colour.green, colour.blue)];
            nextExact_[i] = first;
            first = static_cast<std::uint8_t>(i);
        }
    }

    const std::vector<Rgb>& colours() const { return palette_.colours; }

    /// Colours of large areas stay as they are. Others stay as they are shown when the eye would not see the
    /// difference, which saves a quarter of a file, and else are mixed from what there is by a fixed pattern
    /// of 4 x 4 pixels (an ordered dither), which does not flicker where nothing changes.
    /// @param shown  what the pixel shows so far; kAsBefore when it shows nothing yet
    std::uint8_t indexOf(Rgb colour, int column, int row, std::uint8_t shown) const {
        const int red = colour.red, green = colour.green, blue = colour.blue;
        for (std::uint8_t i = firstExact_[cellOf(red, green, blue)]; i != kNone; i = nextExact_[i]) {
            if (palette_.colours[i] == colour) return i;
        }
        if (shown != kAsBefore && isClose(palette_.colours[shown], colour)) return shown;
        const int offset = kOffsets[static_cast<std::size_t>((row & 3) * 4 + (column & 3))];
        const auto moved = [offset](int value) { return std::clamp(value + offset, 0, 255); };
        return nearest_[cellOf(moved(red), moved(green), moved(blue))];
    }

  private:
    static constexpr std::uint8_t kNone = 255;
    /// Bayer's matrix, spread over -7 to +8.
    static constexpr std::array<int, 16> kOffsets{-7, 1, -5, 3, 5, -3, 7, -1, -4, 4, -6, 2, 8, 0, 6, -2};

    static bool isClose(Rgb a, Rgb b) {
        constexpr int kUnseen = 5;  // less than the dither does
        return std::abs(a.red - b.red) <= kUnseen && std::abs(a.green - b.green) <= kUnseen &&
               std::abs(a.blue - b.blue) <= kUnseen;
    }

    static Rgb centreOf(std::size_t cell) {
        constexpr std::size_t kMask = (std::size_t{1} << kBits) - 1;
        const auto centre = [](std::size_t value) {
            return static_cast<std::uint8_t>((value << (8 - kBits)) + (std::size_t{1} << (7 - kBits)));
        };
        return {centre(cell >> (2 * kBits)), centre(cell >> kBits & kMask), centre(cell & kMask)};
    }

    std::uint8_t nearestTo(Rgb colour) const {
        int best = -1;
        std::size_t nearest = 0;
        for (std::size_t i = 0; i < palette_.colours.size(); ++i) {
            const int red = palette_.colours[i].red - colour.red,
                      green = palette_.colours[i].green - colour.green,
                      blue = palette_.colours[i].blue - colour.blue;
            const int distance = 3 * red * red + 4 * green * green + 2 * blue * blue;  // as eyes weigh them
            if (best >= 0 && distance >= best) continue;
            best = distance;
            nearest = i;
        }
        return static_cast<std::uint8_t>(nearest);
    }

    GifPalette palette_;
    std::vector<std::uint8_t> nearest_, firstExact_;
    std::array<std::uint8_t, 256> nextExact_{};
};

/// Columns and rows, the end not included.
struct Area {
    int left, top, right, bottom;
};

}  // namespace

class GifWriter::Encoder {
  public:
    Encoder(GifSettings settings, Sink sink)
        : settings_(std::move(settings)),
          colours_(settings_.palette),
          shown_(static_cast<std::size_t>(settings_.width) * static_cast<std::size_t>(settings_.height)),
          row_(static_cast<std::size_t>(settings_.width)),
          output_{.sink = std::move(sink)} {
        int error = 0;
        file_.reset(EGifOpen(&output_, &Encoder::append, &error));
        if (!file_) throw std::bad_alloc();
        EGifSetGifVersion(file_.get(), true);
        writeHead();
    }

    void add(const RgbPicture& frame) {
        assert(frame.width == settings_.width && frame.height == settings_.height);
        const std::vector<std::uint8_t> indices = indicesOf(frame);
        if (isFirst_) {
            writeImage({0, 0, settings_.width, settings_.height}, indices);
        } else {
            writeImage(changedArea(indices), indices);
        }
        shown_ = indices;
        isFirst_ = false;
    }

    /// As a frame in which nothing has changed.
    void hold(int centiseconds) {
        const int usual = std::exchange(settings_.centiseconds, centiseconds);
        writeImage({0, 0, 1, 1}, shown_);
        settings_.centiseconds = usual;
    }

    void finish() {
        int error = GIF_OK;
        const bool isClosed = EGifCloseFile(file_.release(), &error) == GIF_OK;
        if (output_.failure) std::rethrow_exception(output_.failure);
        if (!isClosed) fail(error);
    }

  private:
    struct Output {
        Sink sink;
        std::exception_ptr failure{};
        bool isAbandoned = false;  // what closing still writes is for nobody
    };
    struct Abandon {
        void operator()(GifFileType* file) const {
            static_cast<Output*>(file->UserData)->isAbandoned = true;
            int error = 0;
            EGifCloseFile(file, &error);
        }
    };

    /// giflib is written in C: no exception may pass through it.
    static int append(GifFileType* file, const GifByteType* bytes, int count) noexcept {
        Output& output = *static_cast<Output*>(file->UserData);
        if (output.isAbandoned) return count;
        if (output.failure) return 0;
        try {
            output.sink({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count)});
            return count;
        } catch (...) {
            output.failure = std::current_exception();
            return 0;
        }
    }

    [[noreturn]] static void fail(int error) {
        const char* const text = GifErrorString(error);
        throw std::runtime_error("A GIF could not be put together: " +
                                 std::string(text == nullptr ? "unknown error" : text) + ".");
    }
    void require(int result) const {
        if (output_.failure) std::rethrow_exception(output_.failure);
        if (result != GIF_OK) fail(file_->Error);
    }

    void writeHead() {
        std::array<GifColorType, 256> colours{};
        for (std::size_t i = 0; i < colours_.colours().size(); ++i) {
            const Rgb colour = colours_.colours()[i];
            colours[i] = {colour.red, colour.green, colour.blue};
        }
        const std::unique_ptr<ColorMapObject, decltype(&GifFreeMapObject)> map(
            GifMakeMapObject(256, colours.data()), &GifFreeMapObject);
        if (!map) throw std::bad_alloc();
        require(EGifPutScreenDesc(file_.get(), settings_.width, settings_.height, 8, 0, map.get()));
        // What browsers and viewers take for "repeat for ever".
        constexpr std::string_view kLoop = "NETSCAPE2.0";
        constexpr std::array<std::uint8_t, 3> kForEver{1, 0, 0};
        require(EGifPutExtensionLeader(file_.get(), APPLICATION_EXT_FUNC_CODE));
        require(EGifPutExtensionBlock(file_.get(), static_cast<int>(kLoop.size()), kLoop.data()));
        require(EGifPutExtensionBlock(file_.get(), static_cast<int>(kForEver.size()), kForEver.data()));
        require(EGifPutExtensionTrailer(file_.get()));
        if (!settings_.comment.empty()) require(EGifPutComment(file_.get(), settings_.comment.c_str()));
    }

    std::vector<std::uint8_t> indicesOf(const RgbPicture& frame) const {
        std::vector<std::uint8_t> indices(shown_.size());
        std::size_t place = 0;
        for (int row = 0; row < frame.height; ++row) {
            const std::uint8_t* pixel = frame.bytes.data() + static_cast<std::size_t>(row) * frame.rowBytes;
            for (int column = 0; column < frame.width; ++column, ++place, pixel += 3)
                indices[place] = colours_.indexOf({pixel[0], pixel[1], pixel[2]}, column, row,
                                                  isFirst_ ? kAsBefore : shown_[place]);
        }
        return indices;
    }

    /// The smallest area with all changes; one pixel when there are none, since a frame takes its time.
    Area changedArea(const std::vector<std::uint8_t>& indices) const {
        const int width = settings_.width;
        Area area{width, settings_.height, 0, 0};
        for (int row = 0; row < settings_.height; ++row) {
            const std::ptrdiff_t start = std::ptrdiff_t{row} * width;
            const auto before = shown_.begin() + start, now = indices.begin() + start;
            const auto first = std::mismatch(before, before + width, now).first - before;
            if (first == width) continue;
            int last = width;
            while (before[last - 1] == now[last - 1]) --last;
            area = {std::min(area.left, static_cast<int>(first)), std::min(area.top, row),
                    std::max(area.right, last), row + 1};
        }
        return area.bottom == 0 ? Area{0, 0, 1, 1} : area;
    }

    void writeImage(const Area& area, const std::vector<std::uint8_t>& indices) {
        GraphicsControlBlock control{DISPOSE_DO_NOT, false, settings_.centiseconds,
                                     isFirst_ ? NO_TRANSPARENT_COLOR : int{kAsBefore}};
        std::array<GifByteType, 4> packed{};
        EGifGCBToExtension(&control, packed.data());
        require(EGifPutExtension(file_.get(), GRAPHICS_EXT_FUNC_CODE, static_cast<int>(packed.size()),
                                 packed.data()));
        const int width = area.right - area.left;
        require(EGifPutImageDesc(file_.get(), area.left, area.top, width, area.bottom - area.top, false,
                                 nullptr));
        for (int row = area.top; row < area.bottom; ++row) {
            const std::size_t start =
                static_cast<std::size_t>(row) * static_cast<std::size_t>(settings_.width) +
                static_cast<std::size_t>(area.left);
            for (std::size_t i = 0; i < static_cast<std::size_t>(width); ++i) {
                const bool isUnchanged = !isFirst_ && indices[start + i] == shown_[start + i];
                row_[i] = isUnchanged ? kAsBefore : indices[start + i];
            }
            require(EGifPutLine(file_.get(), row_.data(), width));
        }
    }

    GifSettings settings_;
    ColourTable colours_;
    std::vector<std::uint8_t> shown_;  ///< what a player shows by now, as places in the palette
    std::vector<GifPixelType> row_;
    Output output_;                               // before the file that writes into it
    std::unique_ptr<GifFileType, Abandon> file_;  // empty when finished
    bool isFirst_ = true;
};

GifWriter::GifWriter(GifSettings settings, Sink sink)
    : encoder_(std::make_unique<Encoder>(std::move(settings), std::move(sink))) {}
GifWriter::~GifWriter() = default;
void GifWriter::add(const RgbPicture& frame) { encoder_->add(frame); }
void GifWriter::hold(int centiseconds) { encoder_->hold(centiseconds); }
void GifWriter::finish() { encoder_->finish(); }

}  // namespace featurescope
