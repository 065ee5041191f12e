#include "core/recording/frame_schedule.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

constexpr std::int64_t kLargestStep = std::int64_t{1} << 53;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

[[noreturn]] void refuse(std::string_view text, std::string_view name) {
    throw InputError(
        std::string(name) + " is \"" + std::string(text) +
        "\"; it must be linear:FIRST:LAST:COUNT, log:FIRST:LAST:COUNT, or increasing steps such as "
        "0,1,2,5,10; at most " +
        numberText(kMostFrames) + " frames.");
}

std::vector<std::int64_t> integers(const std::vector<std::string_view>& parts, std::string_view text,
                                   std::string_view name) {
    std::vector<std::int64_t> numbers;
    for (const std::string_view part : parts) {
        const std::optional<std::int64_t> number = parseInteger(std::string(part));
        if (!number || *number < 0 || *number > kLargestStep) refuse(text, name);
        numbers.push_back(*number);
    }
    return numbers;
}

}  // namespace

std::vector<std::int64_t> frameSteps(FrameSpacing spacing, std::int64_t first, std::int64_t last,
                                     std::int64_t count) {
    const std::int64_t frames =
        std::clamp<std::int64_t>(count, 1, std::max<std::int64_t>(1, last - first + 1));
    std::vector<std::int64_t> steps{first};
    const double low = std::log1p(static_cast<double>(first)), high = std::log1p(static_cast<double>(last));
    for (std::int64_t i = 1; i < frames; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(frames - 1);
        const double place = spacing == FrameSpacing::linear
                                 ? static_cast<double>(first) + share * static_cast<double>(last - first)
                                 : std::expm1(low + share * (high - low));
        // Early steps of a logarithmic schedule lie closer than one; the frames after them make up for it.
        const std::int64_t ideal = std::llround(place), left = frames - 1 - i;
        steps.push_back(std::clamp(ideal, steps.back() + 1, last - left));
    }
    return steps;
}

std::vector<std::int64_t> frameStepsFrom(std::string_view text, std::string_view name) {
    std::vector<std::string_view> parts = split(text, ':');
    const bool linear = parts[0] == "linear", logarithmic = parts[0] == "log";
    if (linear || logarithmic) {
        parts.erase(parts.begin());
        const std::vector<std::int64_t> numbers = integers(parts, text, name);
        if (numbers.size() != 3 || numbers[1] < numbers[0] || numbers[2] < 1 || numbers[2] > kMostFrames)
            refuse(text, name);
        return frameSteps(linear ? FrameSpacing::linear : FrameSpacing::logarithmic, numbers[0], numbers[1],
                          numbers[2]);
    }
    std::vector<std::int64_t> steps = integers(split(text, ','), text, name);
    const bool increasing =
        std::adjacent_find(steps.begin(), steps.end(), std::greater_equal<>()) == steps.end();
    if (!increasing || std::ssize(steps) > kMostFrames) refuse(text, name);
    return steps;
}

}  // namespace featurescope
