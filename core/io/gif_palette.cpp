#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "core/io/gif_writer.h"

namespace featurescope {
namespace {

constexpr std::size_t kMostColours = 255;  // index 255 stands for "as before"
constexpr std::size_t kMostExactColours = 64;

constexpr std::size_t codeOf(Rgb colour) {
    return std::size_t{colour.red} << 16 | std::size_t{colour.green} << 8 | colour.blue;
}

constexpr Rgb colourOf(std::size_t code) {
    return {static_cast<std::uint8_t>(code >> 16), static_cast<std::uint8_t>(code >> 8 & 255),
            static_cast<std::uint8_t>(code & 255)};
}

using Channels = std::array<int, 3>;
Channels channelsOf(Rgb colour) { return {colour.red, colour.green, colour.blue}; }

/// A colour and how many pixels have it.
struct CountedColour {
    Channels channels;
    std::uint64_t count;
};

/// Some of the colours, to become one of the palette.
struct Box {
    std::span<CountedColour> colours;
    std::size_t widestChannel = 0;
    std::uint64_t weight =
        0;  ///< what splitting it is worth: pixels times squared extent; 0 = cannot be split

    explicit Box(std::span<CountedColour> content) : colours(content) {
        Channels low = colours[0].channels, high = low;
        std::uint64_t count = 0;
        for (const CountedColour& colour : colours) {
            count += colour.count;
            for (std::size_t k = 0; k < 3; ++k) {
                low[k] = std::min(low[k], colour.channels[k]);
                high[k] = std::max(high[k], colour.channels[k]);
            }
        }
        for (std::size_t k = 1; k < 3; ++k) {
            if (high[k] - low[k] > high[widestChannel] - low[widestChannel]) widestChannel = k;
        }
        const auto extent = static_cast<std::uint64_t>(high[widestChannel] - low[widestChannel]);
        weight = count * extent * extent;
    }

    /// Cuts at the median pixel of the widest channel.
    std::pair<Box, Box> halves() const {
        std::sort(colours.begin(), colours.end(), [this](const CountedColour& a, const CountedColour& b) {
            return std::pair(a.channels[widestChannel], a.channels) <
                   std::pair(b.channels[widestChannel], b.channels);
        });
        std::uint64_t half = 0;
        for (const CountedColour& colour : colours) half += colour.count;
        half /= 2;
        std::size_t cut = 0;
        for (std::uint64_t sum = 0; cut + 1 < colours.size(); ++cut) {
            sum += colours[cut].count;
            if (sum > half) break;
        }
        cut = std::max<std::size_t>(cut, 1);
        return {Box(colours.first(cut)), Box(colours.subspan(cut))};
    }

    Rgb mean() const {
        std::array<std::uint64_t, 3> sums{};
        std::uint64_t count = 0;
        for (const CountedColour& colour : colours) {
            count += colour.count;
            for (std::size_t k = 0; k < 3; ++k)
                sums[k] += colour.count * static_cast<std::uint64_t>(colour.channels[k]);
        }
        const auto rounded = [&](std::uint64_t sum) {
            return static_cast<std::uint8_t>((sum + count / 2) / count);
        };
        return {rounded(sums[0]), rounded(sums[1]), rounded(sums[2])};
    }
};

std::vector<Rgb> medianCut(std::vector<CountedColour> colours, std::size_t wanted) {
    if (colours.empty() || wanted == 0) return {};
    std::vector<Box> boxes{Box(colours)};
    while (boxes.size() < wanted) {
        const auto widest = std::max_element(boxes.begin(), boxes.end(),
                                             [](const Box& a, const Box& b) { return a.weight < b.weight; });
        if (widest->weight == 0) break;
        const auto [first, second] = widest->halves();
        *widest = first;
        boxes.push_back(second);
    }
    std::vector<Rgb> means;
    for (const Box& box : boxes) means.push_back(box.mean());
    return means;
}

/// A colour that occurs, as a number, and how many pixels have it.
struct Occurrence {
    std::size_t code;
    std::uint32_t count;
};

/// Brings the colours of large areas to the front, the largest first: each covers at least one pixel in 500.
/// @return how many there are
std::size_t largeAreasFirst(std::vector<Occurrence>& colours, std::uint64_t pixels) {
    constexpr std::uint64_t kShare = 500;
    std::sort(colours.begin(), colours.end(), [](const Occurrence& a, const Occurrence& b) {
        return a.count != b.count ? a.count > b.count : a.code < b.code;
    });
    const auto end = std::find_if(colours.begin(), colours.end(), [pixels](const Occurrence& colour) {
        return colour.count < pixels / kShare;
    });
    return std::min(static_cast<std::size_t>(end - colours.begin()), kMostExactColours);
}

}  // namespace

PaletteSampler::PaletteSampler() : counts_(std::size_t{1} << 24) {}

void PaletteSampler::add(const RgbPicture& frame) {
    for (int row = 0; row < frame.height; ++row) {
        const std::uint8_t* pixel = frame.bytes.data() + static_cast<std::size_t>(row) * frame.rowBytes;
        for (int column = 0; column < frame.width; ++column, pixel += 3)
            ++counts_[codeOf({pixel[0], pixel[1], pixel[2]})];
    }
    pixels_ += static_cast<std::uint64_t>(frame.width) * static_cast<std::uint64_t>(frame.height);
}

GifPalette PaletteSampler::palette() const {
    assert(pixels_ > 0);
    std::vector<Occurrence> present;
    for (std::size_t code = 0; code < counts_.size(); ++code) {
        if (counts_[code] > 0) present.push_back({code, counts_[code]});
    }
    GifPalette palette;
    palette.exactCount = largeAreasFirst(present, pixels_);
    std::vector<CountedColour> others;
    for (std::size_t i = 0; i < present.size(); ++i) {
        const Rgb colour = colourOf(present[i].code);
        if (i < palette.exactCount)
            palette.colours.push_back(colour);
        else
            others.push_back({channelsOf(colour), present[i].count});
    }
    const std::vector<Rgb> more = medianCut(std::move(others), kMostColours - palette.exactCount);
    palette.colours.insert(palette.colours.end(), more.begin(), more.end());
    return palette;
}

}  // namespace featurescope
