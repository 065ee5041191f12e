#include "core/lesson/caption.h"

#include <array>
#include <charconv>
#include <cmath>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/spec/sections.h"
#include "core/spec/setting_json.h"
#include "core/spec/spec_reader.h"

namespace featurescope {
namespace {

constexpr std::string_view kDash = "\u2013";

std::string observableNames() {
    std::string names;
    for (const ObservableInfo& info : observables())
        names += (names.empty() ? "" : ", ") + std::string(info.id);
    return names;
}

std::optional<Json> settingNamed(const ExperimentSpec& spec, std::string_view path) {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const Json value = valueFromSpec(spec, OptionalKeys::all);
    const auto group = value.find(std::string(path.substr(0, dot)));
    if (group == value.end() || !group->is_object()) return std::nullopt;
    const auto setting = group->find(std::string(path.substr(dot + 1)));
    return setting == group->end() ? std::nullopt : std::optional<Json>(*setting);
}

/// Takes ":.2f" or ":%" off the end.
NumberStyle takeStyle(std::string_view& inner) {
    for (const auto& [ending, style] : {std::pair{std::string_view(":.2f"), NumberStyle::twoDecimals},
                                        std::pair{std::string_view(":%"), NumberStyle::percent}}) {
        if (!inner.ends_with(ending)) continue;
        inner.remove_suffix(ending.size());
        return style;
    }
    return NumberStyle::plain;
}

CaptionNumber numberFrom(std::string_view inner, const Lesson& lesson, const std::string& pageRun) {
    const std::string braces = "{" + std::string(inner) + "}";
    CaptionNumber number;
    number.style = takeStyle(inner);
    if (const std::size_t colon = inner.find(':'); colon != std::string_view::npos) {
        number.run = inner.substr(0, colon);
        inner.remove_prefix(colon + 1);
        if (!lesson.run(number.run)) {
            throw InputError("has " + braces + ", but there is no run \"" + number.run +
                             "\" and no format but :.2f and :%");
        }
    }
    if (const std::size_t at = inner.find('@'); at != std::string_view::npos) {
        number.step = parseInteger(inner.substr(at + 1));
        if (!number.step || *number.step < 0)
            throw InputError("has " + braces + ", where a step, a whole number, must follow the @");
        inner = inner.substr(0, at);
    }
    number.observable = observableNamed(inner);
    if (number.observable) return number;
    const std::string& name = number.run.empty() ? pageRun : number.run;
    const std::optional<Json> setting = settingNamed(lesson.run(name)->spec, inner);
    if (!setting || number.step) {
        throw InputError("has " + braces + "; in braces may stand an observable (" + observableNames() +
                         ") or a setting of the run \"" + name + "\", such as data.dimension");
    }
    if (number.style != NumberStyle::plain && !setting->is_number())
        throw InputError("has " + braces + ", but that setting is no number, so it has no format");
    number.setting = inner;
    return number;
}

std::string fixedText(double value, int decimals) {
    std::array<char, 400> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                   std::chars_format::fixed, decimals);
    return {digits.data(), end.ptr};
}

std::string plainText(double value) {
    constexpr double kLargestWhole = 1e15;
    if (value == std::trunc(value) && std::abs(value) < kLargestWhole)
        return numberText(static_cast<std::int64_t>(value));
    std::array<char, 40> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::general, 4);
    return {digits.data(), end.ptr};
}

}  // namespace

std::vector<CaptionPart> captionParts(std::string_view text, const Lesson& lesson, const std::string& run) {
    std::vector<CaptionPart> parts;
    std::string words;
    const auto endWords = [&] {
        if (!words.empty()) parts.emplace_back(std::exchange(words, {}));
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDoubled = i + 1 < text.size() && text[i + 1] == text[i];
        if (text[i] == '}' && isDoubled) ++i;
        if (text[i] != '{' || isDoubled) {
            words += text[i];
            if (text[i] == '{') ++i;
            continue;
        }
        const std::size_t end = text.find('}', i);
        if (end == std::string_view::npos)
            throw InputError("has a { without its }; a brace that is to be seen is written {{");
        endWords();
        parts.emplace_back(numberFrom(text.substr(i + 1, end - i - 1), lesson, run));
        i = end;
    }
    endWords();
    return parts;
}

std::string settingText(const ExperimentSpec& spec, const std::string& path, NumberStyle style) {
    const std::optional<Json> setting = settingNamed(spec, path);
    if (!setting) return std::string(kDash);
    if (setting->is_number()) return styledNumber(setting->get<double>(), style);
    return setting->is_string() ? setting->get<std::string>() : jsonText(*setting, false);
}

std::string styledNumber(double value, NumberStyle style) {
    if (!std::isfinite(value)) return std::string(kDash);
    if (style == NumberStyle::plain) return plainText(value);
    if (style == NumberStyle::twoDecimals) return fixedText(value, 2);
    std::string percent = fixedText(100 * value, 1);
    if (percent.ends_with(".0")) percent.resize(percent.size() - 2);
    return percent + " %";
}

}  // namespace featurescope
