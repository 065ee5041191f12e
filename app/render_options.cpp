#include "app/render_options.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <cmath>
#include <sstream>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/recording/frame_schedule.h"
#include "ui/exporting/figure_file.h"
#include "ui/exporting/movie_encoder.h"
#include "ui/panels/panel_table.h"

namespace featurescope {
namespace {

/// The options as typed.
struct Texts {
    std::string step, panel, preset, size, millimetres, dpi, textScale, lineWidth, legend, fieldRows, theme,
        frames, framesPerSecond = "25", hold = "0";
    bool transparent = false, noRecipe = false, text = false, noTitle = false, noLetters = false,
         moment = false, noMoment = false, asOnScreen = false, ownRanges = false;
};

[[noreturn]] void refuse(const std::string& option, const std::string& text, const std::string& allowed) {
    throw InputError(option + " is \"" + text + "\"; it must be " + allowed + ".");
}

double numberFrom(const std::string& option, const std::string& text, double least, double most) {
    const std::optional<double> number = parseNumber(text);
    if (!number || !(*number >= least && *number <= most)) {
        refuse(option, text, "a number from " + numberText(least) + " to " + numberText(most));
    }
    return *number;
}

QSizeF sizeFrom(const std::string& option, const std::string& text, const std::string& example) {
    const std::size_t cross = text.find('x');
    const auto width = parseNumber(text.substr(0, cross));
    const auto height = cross == std::string::npos ? std::nullopt : parseNumber(text.substr(cross + 1));
    if (!width || !height || !(*width > 0) || !(*height > 0) || !std::isfinite(*width) ||
        !std::isfinite(*height))
        refuse(option, text, "WIDTHxHEIGHT, for example " + example);
    return {*width, *height};
}

std::string panelNames() {
    std::string names = ui::kPageName;
    for (const ui::PanelKind& kind : ui::panelKinds()) names += std::string(", ") + kind.id;
    return names;
}

std::string presetNames() {
    std::string names;
    for (const ui::FigurePreset& preset : ui::figurePresets())
        names += std::string(names.empty() ? "" : ", ") + preset.id;
    return names;
}

ui::FigureFormat presetNamed(const std::string& name, const ui::FigureFormat& format) {
    for (const ui::FigurePreset& preset : ui::figurePresets()) {
        if (name == preset.id) return ui::withPreset(format, preset);
    }
    refuse("--preset", name, "one of " + presetNames());
}

std::vector<std::string> panelsFrom(const std::string& text) {
    if (text == ui::kPageName) return {text};
    std::vector<std::string> ids;
    for (const QString& id : QString::fromStdString(text).split(QLatin1Char(','))) {
        if (!ui::panelKind(id.toStdString()))
            refuse("--panel", id.toStdString(),
                   "one of " + panelNames() + ", or several panels joined by commas");
        ids.push_back(id.toStdString());
    }
    return ids;
}

void addOptions(CLI::App& command, RenderOptions& options, Texts& texts) {
    command.add_option(
        "subject", options.subject,
        "A scenario, a spec (.json), data (.npz), a session (.fscope), an exported picture, or the "
        "result of a sweep (.fsweep)");
    command.add_option("--set", options.settings, "Change one setting, as --set data.dimension=20")
        ->expected(1)
        ->take_all();
    command.add_option("--data", options.data, "The data file that the spec or picture was made with");
    command.add_option("--step", texts.step, "Draw this step; else that of the picture, or the last one");
    command.add_option("--panel", texts.panel,
                       "page, or a panel, or several joined by commas: " + panelNames() +
                           ". Left out: what the picture shows, with its options, or the page");
    command.add_option("--view", options.view,
                       "Options of panels as JSON, as {\"projection\":{\"field\":\"slice\"}}");
    command.add_option("--preset", texts.preset,
                       "Size, resolution and text size for a use: " + presetNames());
    command.add_option("--size", texts.size, "Width and height in pixels, as 1280x800");
    command.add_option("--mm", texts.millimetres, "Width and height in millimetres, as 85x64");
    command.add_option("--dpi", texts.dpi, "Pixels per inch: 96 with --size, 300 with --mm when left out");
    command.add_option("--theme", texts.theme,
                       "Colours: " + ui::figureThemes().join(QStringLiteral(", ")).toStdString());
    command.add_option("--text-scale", texts.textScale, "Multiply every font size");
    command.add_option("--line-width", texts.lineWidth, "Multiply the width of lines and markers");
    command.add_option(
        "--legend", texts.legend,
        "Where the legend stands: " + ui::legendPlaces().join(QStringLiteral(", ")).toStdString());
    command.add_flag("--no-title", texts.noTitle, "Panels without titles");
    command.add_flag("--no-letters", texts.noLetters, "Several panels without (a), (b)");
    command.add_flag("--moment", texts.moment, "A line that says step, d, n and m; films have it anyway");
    command.add_flag("--no-moment", texts.noMoment, "A film without that line");
    command.add_flag("--text", texts.text, "SVG: texts as texts, to edit them, instead of outlines");
    command.add_flag("--as-on-screen", texts.asOnScreen,
                     "Planes as wide as there is room, markers of one size, colours alone");
    command.add_flag("--own-ranges", texts.ownRanges, "Every panel with a scale of its own");
    command.add_flag("--csv", options.writesNumbers, "Write what is drawn as a table beside the figure");
    command.add_flag("--caption", options.writesCaption, "Write a LaTeX caption beside the figure");
    command.add_option("--field-rows", texts.fieldRows,
                       "Resolution of the decision field, 512 when left out");
    command.add_flag("--transparent", texts.transparent, "No background");
    command.add_flag("--no-recipe", texts.noRecipe, "Do not write into the file what made it");
    command.add_option(
        "--frames", texts.frames,
        "Make a movie of these steps: linear:FIRST:LAST:COUNT, log:FIRST:LAST:COUNT or 0,1,2,5");
    command.add_option("--fps", texts.framesPerSecond, "Frames per second of a movie, 25 when left out");
    command.add_option("--hold", texts.hold, "Seconds for which a movie's last frame stays longer");
    command.add_option(
        "--lesson", options.lesson,
        "Make a handout of a lesson, a file or the name of a shipped one: a page for any browser "
        "(.html), a PDF, or a picture for each of its pages (FOLDER/)");
    command.add_flag("--notes", options.notes, "With the notes for the teacher, behind --lesson");
    command.add_flag("--letter", options.isLetter, "The PDF of a lesson on Letter instead of A4");
    command
        .add_option("--out", options.out,
                    "The file: .png, .svg or .pdf; a movie .gif, .mp4 or .webm; a page for any browser .html")
        ->required();
}

ui::FigureFormat formatFrom(const Texts& texts, ui::FigureFormat format) {
    if (!texts.size.empty() && !texts.millimetres.empty())
        throw InputError("Both --size and --mm were given; there must be only one of them.");
    if (!texts.preset.empty()) format = presetNamed(texts.preset, format);
    // A size decides the resolution as well, unless that is given.
    if (!texts.size.empty()) {
        format.unit = ui::FigureUnit::pixels;
        format.size = sizeFrom("--size", texts.size, "1280x800");
        format.dpi = ui::FigureFormat{}.dpi;
    }
    if (!texts.millimetres.empty()) {
        format.unit = ui::FigureUnit::millimetres;
        format.size = sizeFrom("--mm", texts.millimetres, "85x64");
        format.dpi = 300;
    }
    if (!texts.dpi.empty()) format.dpi = numberFrom("--dpi", texts.dpi, ui::kLeastDpi, ui::kMostDpi);
    if (!texts.textScale.empty())
        format.textScale =
            numberFrom("--text-scale", texts.textScale, ui::kLeastTextScale, ui::kMostTextScale);
    if (!texts.fieldRows.empty())
        format.fieldRows = static_cast<int>(numberFrom("--field-rows", texts.fieldRows, 16, 4096));
    if (!texts.theme.empty()) format.theme = QString::fromStdString(texts.theme);
    if (!ui::figureThemes().contains(format.theme))
        refuse("--theme", texts.theme, ui::figureThemes().join(QStringLiteral(", ")).toStdString());
    if (!texts.lineWidth.empty())
        format.lineScale =
            numberFrom("--line-width", texts.lineWidth, ui::kLeastLineScale, ui::kMostLineScale);
    if (!texts.legend.empty()) {
        const auto place = ui::legendPlaceFrom(QString::fromStdString(texts.legend));
        if (!place)
            refuse("--legend", texts.legend, ui::legendPlaces().join(QStringLiteral(", ")).toStdString());
        format.legend = *place;
    }
    if (texts.noTitle) format.hasTitle = false;
    if (texts.noLetters) format.hasLetters = false;
    if (texts.moment || !texts.frames.empty()) format.statesMoment = !texts.noMoment;
    if (texts.text) format.keepsText = true;
    if (texts.asOnScreen) format.forPrint = false;
    if (texts.ownRanges) format.sharesRanges = false;
    if (texts.transparent) format.transparent = true;
    if (texts.noRecipe) format.carriesRecipe = false;
    const QString problem = ui::problemWith(format);
    if (!problem.isEmpty()) throw InputError(problem.toStdString());
    return format;
}

/// A page for a browser has one look, that of the browser's reader.
void requirePlainPage(const Texts& texts) {
    for (const auto& [option, text] :
         {std::pair{"--panel", &texts.panel}, std::pair{"--size", &texts.size},
          std::pair{"--mm", &texts.millimetres}, std::pair{"--dpi", &texts.dpi},
          std::pair{"--text-scale", &texts.textScale}, std::pair{"--field-rows", &texts.fieldRows},
          std::pair{"--theme", &texts.theme}, std::pair{"--frames", &texts.frames}}) {
        if (!text->empty()) throw InputError(std::string(option) + " has no effect on a page (.html).");
    }
}

void requireLessonAlone(const RenderOptions& options, const Texts& texts) {
    if (options.lesson.empty()) {
        if (options.notes || options.isLetter)
            throw InputError("--notes and --letter are only for a lesson; give one with --lesson.");
        return;
    }
    if (!options.subject.empty() || !options.settings.empty() || !options.data.empty() || !texts.step.empty())
        throw InputError(
            "A lesson names its own runs: no scenario, --set, --data or --step beside --lesson.");
    if (!isWebPage(options) && !isFolder(options) && !options.out.ends_with(".pdf"))
        refuse("--out", options.out,
               "a file name that ends in .html or .pdf, or a folder (FOLDER/), for a lesson");
    if (options.notes && isFolder(options))
        throw InputError("--notes has no effect on a folder of pictures.");
}

void readTexts(const Texts& texts, RenderOptions& options) {
    requireLessonAlone(options, texts);
    if (isWebPage(options)) requirePlainPage(texts);
    if (!texts.panel.empty()) options.panels = panelsFrom(texts.panel);
    options.sizeIsGiven = !texts.preset.empty() || !texts.size.empty() || !texts.millimetres.empty() ||
                          !texts.textScale.empty() || !texts.panel.empty();
    options.format = [texts](ui::FigureFormat ofSubject) { return formatFrom(texts, std::move(ofSubject)); };
    options.format(
        ui::freshFormat());  // so that what is wrong whatever the subject is said before it is read
    if (!texts.step.empty()) {
        options.step = parseInteger(texts.step);
        if (!options.step || *options.step < 0) refuse("--step", texts.step, "a whole number, 0 or larger");
    }
    options.framesPerSecond =
        numberFrom("--fps", texts.framesPerSecond, ui::kLeastFrameRate, ui::kMostFrameRate);
    options.holdSeconds = numberFrom("--hold", texts.hold, 0, ui::kLongestHold);
    if (!texts.frames.empty()) {
        options.frames = frameStepsFrom(texts.frames, "--frames");
        if (options.step) throw InputError("Both --step and --frames were given; a movie has only --frames.");
    } else if (options.lesson.empty() && !isWebPage(options) &&
               !ui::formatNamedBy(QString::fromStdString(options.out))) {
        refuse("--out", options.out,
               "a file name that ends in .png, .svg, .pdf or .html (or a movie, with --frames)");
    }
}

}  // namespace

bool isWebPage(const RenderOptions& options) { return options.out.ends_with(".html"); }

bool isFolder(const RenderOptions& options) {
    return options.out.ends_with("/") || QFileInfo(QString::fromStdString(options.out)).isDir();
}

RenderCommandLine parseRenderCommand(int argc, const char* const* argv) {
    CLI::App command("Draws a figure or a movie of a run without a window.", "featurescope render");
    RenderOptions options;
    Texts texts;
    addOptions(command, options, texts);
    try {
        command.parse(argc, argv);
    } catch (const CLI::Success& wish) {
        std::ostringstream text;
        command.exit(wish, text, text);
        return {std::nullopt, text.str()};
    } catch (const CLI::ParseError& error) {
        throw InputError(std::string(error.what()) +
                         ".\nRun \"featurescope render --help\" for what there is.");
    }
    readTexts(texts, options);
    return {options, {}};
}

}  // namespace featurescope
