#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/lesson/lesson.h"

namespace featurescope {

/// How a text shows a number.
enum class NumberStyle {
    plain,        ///< four significant digits; whole numbers as they are
    twoDecimals,  ///< ":.2f"
    percent,      ///< ":%"
};

/// A number that a text shows: an observable, or a setting of a run.
struct CaptionNumber {
    std::string run;                       ///< name; empty for the run of the page
    std::optional<Observable> observable;  ///< nothing: it is a setting
    std::string setting;                   ///< dotted, as "data.dimension"
    std::optional<std::int64_t> step;      ///< of the observable; nothing: the step that is on screen
    NumberStyle style = NumberStyle::plain;
};

/// A caption, question or note is these, one after the other.
using CaptionPart = std::variant<std::string, CaptionNumber>;

/// Takes a text apart: {observable}, {setting.path}, {run:observable@step}, each with :.2f or :% at its end;
/// {{ and }} stand for braces. InputError, a sentence about the text, when something in braces is none of
/// these, names no run of the lesson, or no setting of its run. `run` is the name of the page's own.
std::vector<CaptionPart> captionParts(std::string_view text, const Lesson& lesson, const std::string& run);

/// The setting as a text in this style: "100", "gaussian", "15 %".
std::string settingText(const ExperimentSpec& spec, const std::string& path, NumberStyle style);

/// A number in this style; a dash when it is not defined.
std::string styledNumber(double value, NumberStyle style);

}  // namespace featurescope
