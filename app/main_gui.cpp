#include <CLI/CLI.hpp>
#include <QApplication>
#include <QImage>
#include <QSettings>
#include <QStandardPaths>
#include <QStyleFactory>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <thread>

#include "app/exit_code.h"
#include "app/system_brightness.h"
#include "app/window_script.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/run/memory_need.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"
#include "ui/look/theme.h"
#include "ui/main_window.h"
#include "ui/page/page_layout.h"
#include "ui/page/presentation.h"

namespace featurescope {
namespace {

struct CommandLine {
    std::string subject;  ///< scenario or file; empty for the default scenario
    std::vector<std::string> settings;
    std::string runTo, screenshot, size, theme, layout;
    bool quit = false, present = false;
};

struct Opened {
    ExperimentSpec spec;
    std::shared_ptr<const GivenData> data;
};

Opened openSubject(const CommandLine& line) {
    const std::filesystem::path path = line.subject;
    const std::string extension = path.extension().string();
    if (line.subject.empty()) return {scenarioNamed(kDefaultScenario), nullptr};
    if (extension == ".npz") {
        auto data = std::make_shared<const GivenData>(readGivenData(path));
        return {specForGivenData(scenarioNamed(kDefaultScenario), *data), data};
    }
    if (extension == ".png") {
        const QImage picture(QString::fromStdString(line.subject));
        if (picture.isNull()) throw FileError("The picture \"" + line.subject + "\" cannot be read.");
        const QString json = picture.text(QStringLiteral("featurescope"));
        if (json.isEmpty())
            throw InputError("The picture \"" + line.subject +
                             "\" holds no experiment; only pictures saved by Featurescope do.");
        return {specFromJson(json.toStdString(), line.subject), nullptr};
    }
    if (extension == ".json" || std::filesystem::exists(path)) return {readSpecFile(path), nullptr};
    return {scenarioNamed(line.subject), nullptr};
}

Opened openExperiment(const CommandLine& line, const LearnerOptions& learner) {
    Opened opened = openSubject(line);
    for (const std::string& assignment : line.settings) opened.spec = withSetting(opened.spec, assignment);
    requireValid(opened.spec);
    requireMemory(opened.spec, learner);
    if (std::holds_alternative<FileData>(opened.spec.data) && !opened.data) {
        throw InputError("This spec describes data from a file; open that .npz file instead.");
    }
    return opened;
}

std::optional<QSize> parseSize(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const std::size_t cross = text.find('x');
    const auto width = parseInteger(text.substr(0, cross));
    const auto height = cross == std::string::npos ? std::nullopt : parseInteger(text.substr(cross + 1));
    if (!width || !height || *width < 1 || *height < 1 || *width > 16384 || *height > 16384) {
        throw InputError("--size is \"" + text +
                         "\"; it must be WIDTHxHEIGHT in pixels, for example 1280x800.");
    }
    return QSize(static_cast<int>(*width), static_cast<int>(*height));
}

std::optional<std::int64_t> parseRunTo(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto step = parseInteger(text);
    if (!step || *step < 0)
        throw InputError("--run-to is \"" + text + "\"; it must be a whole number, 0 or larger.");
    return step;
}

std::vector<std::string> themeNames() {
    std::vector<std::string> names;
    for (const ui::Brightness theme : ui::kThemes) names.push_back(ui::themeId(theme).toStdString());
    return names;
}

std::vector<std::string> layoutNames() {
    std::vector<std::string> names;
    for (const ui::ShippedLayout& layout : ui::shippedLayouts()) names.emplace_back(layout.id);
    return names;
}

int runWindow(QApplication& application, const CommandLine& line) {
    const std::optional<QSize> size = parseSize(line.size);
    const std::optional<std::int64_t> runTo = parseRunTo(line.runTo);
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const SessionOptions session{.learner = {.threads = std::max(1, cores - 1)}, .niceness = 10};
    Opened opened = openExperiment(line, session.learner);
    ui::WindowOptions options{
        .session = session, .settings = nullptr, .systemBrightness = ui::Brightness::light};
    // Scripted windows look the same on every machine, whatever somebody has dragged before.
    const bool scripted = size || !line.screenshot.empty() || !line.layout.empty();
    if (!scripted)
        options.settings =
            std::make_shared<QSettings>(QStringLiteral("featurescope"), QStringLiteral("featurescope"));
    ui::loadFonts();
    ui::MainWindow window(options);
    if (!line.theme.empty()) window.setBrightness(*ui::themeFromId(QString::fromStdString(line.theme)));
    if (!line.layout.empty()) window.showLayout(QString::fromStdString(line.layout));
    if (line.present) window.presentation().set(true);
    if (size) window.resize(*size);
    SystemBrightness system;
    QObject::connect(&system, &SystemBrightness::changed, &window, &ui::MainWindow::setSystemBrightness);
    if (!scripted) system.watch();
    window.show();
    // A full screen that is to be drawn in a given size, whatever screen there is.
    if (line.present && size) window.resize(*size);
    window.open(opened.spec, opened.data);
    const WindowScript script(
        window, {.runTo = runTo, .screenshot = QString::fromStdString(line.screenshot), .quit = line.quit});
    return application.exec();
}

}  // namespace
}  // namespace featurescope

int main(int argc, char** argv) {
    using namespace featurescope;
    CLI::App commandLine{"An instrument for watching a neural network learn its features.", "featurescope"};
    CommandLine line;
    commandLine.add_option("subject", line.subject,
                           "A scenario, a spec (.json), data (.npz) or a saved picture (.png)");
    commandLine.add_option("--set", line.settings, "Change one setting, as --set data.dimension=20")
        ->expected(1)
        ->take_all();
    commandLine.add_option("--run-to", line.runTo, "Train to exactly this step and pause there");
    commandLine.add_option("--screenshot", line.screenshot,
                           "Write the window as a picture once that step is on screen");
    commandLine.add_option("--size", line.size, "Size of the window, as 1280x800");
    commandLine.add_option("--theme", line.theme, "Colours")->check(CLI::IsMember(themeNames()));
    commandLine.add_option("--layout", line.layout, "Which panels are shown")
        ->check(CLI::IsMember(layoutNames()));
    commandLine.add_flag("--present", line.present, "Start as a presentation, on the full screen");
    commandLine.add_flag("--quit", line.quit, "End when all of this is done");
    commandLine.set_version_flag("--version", FEATURESCOPE_VERSION);
    try {
        commandLine.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return commandLine.exit(error) == 0 ? kExitDone : kExitBadInput;
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Featurescope"));
    try {
        return runWindow(application, line);
    } catch (const InputError& error) {
        std::cerr << error.what() << std::endl;
        return kExitBadInput;
    } catch (const FileError& error) {
        std::cerr << error.what() << std::endl;
        return kExitFileTrouble;
    }
}
