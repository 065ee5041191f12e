#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/exporting/figure.h"

namespace featurescope {

/// What `featurescope render` is asked for, checked.
struct RenderOptions {
    std::string subject;                ///< scenario or file; empty for the default scenario
    std::vector<std::string> settings;  ///< --set, from left to right
    std::string data;                   ///< --data, empty for none
    std::optional<std::int64_t> step;   ///< --step
    std::vector<std::string> panels;    ///< --panel; else what the subject shows, or the page
    std::string view;                   ///< --view: options of panels as JSON, empty for none
    /// The format of the subject with what is given in its place. InputError when it cannot be made.
    std::function<ui::FigureFormat(ui::FigureFormat ofSubject)> format;
    bool sizeIsGiven = false;  ///< so that a figure too small to be read is refused
    std::string out;
    std::string lesson;                ///< --lesson: file or name; empty when a run is drawn
    bool notes = false;                ///< --notes: a lesson's page for its teacher
    bool isLetter = false;             ///< --letter: paper of a lesson's PDF
    std::vector<std::int64_t> frames;  ///< steps of a movie's frames; empty for a picture
    double framesPerSecond = 25, holdSeconds = 0;
    bool writesNumbers = false, writesCaption = false;  ///< --csv, --caption: files beside the figure
};

/// Whether a page for a browser is asked for, by the ending of the file's name.
bool isWebPage(const RenderOptions& options);
/// Whether a folder of pictures is asked for: the name ends in / or is that of a folder.
bool isFolder(const RenderOptions& options);

/// The arguments behind `render` as options, or the text to show when they ask for help. InputError names the
/// culprit and what is allowed.
struct RenderCommandLine {
    std::optional<RenderOptions> options;
    std::string help;
};
RenderCommandLine parseRenderCommand(int argc, const char* const* argv);

}  // namespace featurescope
