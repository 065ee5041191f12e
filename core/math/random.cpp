#include "core/math/random.h"

#include <Random123/philox.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace featurescope {
namespace {

struct TwoWords {
    std::uint64_t first, second;
};

TwoWords philox(std::uint64_t seed, std::uint32_t stream, std::uint64_t block) {
    const auto low = [](std::uint64_t word) { return static_cast<std::uint32_t>(word); };
    const auto high = [](std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); };
    const r123::Philox4x32::ctr_type counter{{low(block), high(block), stream, 0}};
    const r123::Philox4x32::key_type key{{low(seed), high(seed)}};
    const r123::Philox4x32::ctr_type result = r123::Philox4x32{}(counter, key);
    const auto join = [](std::uint32_t lowHalf, std::uint32_t highHalf) {
        return static_cast<std::uint64_t>(highHalf) << 32 | lowHalf;
    };
    return {join(result[0], result[1]), join(result[2], result[3])};
}

}  // namespace

double openUnit(std::uint64_t bits) {
    // Adding 1/2 rounds to even in the upper half, which would make the last cell 1.
    constexpr double kLargestBelowOne = 1 - 0x1.0p-53;
    return std::min((static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53, kLargestBelowOne);
}

RandomStream::RandomStream(std::int64_t seed, Stream stream)
    : seed_(static_cast<std::uint64_t>(seed)), stream_(static_cast<std::uint32_t>(stream)) {}

std::uint64_t RandomStream::bits(std::uint64_t index) const {
    const TwoWords words = philox(seed_, stream_, index / 2);
    return index % 2 == 0 ? words.first : words.second;
}

double RandomStream::uniform(std::uint64_t index) const { return openUnit(bits(index)); }

std::uint64_t RandomStream::below(std::uint64_t index, std::uint64_t bound) const {
    // The high word of bits * bound; its bias is below bound / 2^64.
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>(static_cast<Wide>(bits(index)) * bound >> 64);
}

void RandomStream::normals(std::uint64_t first, std::span<double> values) const {
    assert(first % 2 == 0);
    for (std::size_t i = 0; i < values.size(); i += 2) {
        const TwoWords words = philox(seed_, stream_, (first + i) / 2);
        const double radius = std::sqrt(-2.0 * std::log(openUnit(words.first)));
        const double angle = 2.0 * std::numbers::pi * openUnit(words.second);
        values[i] = radius * std::cos(angle);
        if (i + 1 < values.size()) values[i + 1] = radius * std::sin(angle);
    }
}

double RandomStream::laplace(std::uint64_t index) const {
    const std::uint64_t word = bits(index);
    const double size = -std::log(openUnit(word)) / std::numbers::sqrt2;
    return (word & 1) != 0 ? size : -size;  // openUnit ignores the lowest 11 bits
}

std::vector<std::int64_t> RandomStream::permutation(std::uint64_t first, std::int64_t count) const {
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[below(first + (order.size() - i), i)]);
    }
    return order;
}

}  // namespace featurescope
