#include <CLI/CLI.hpp>
#include <QApplication>
#include <QFileInfo>
#include <QHashFunctions>
#include <QSettings>
#include <QStandardPaths>
#include <QStyleFactory>
#include <algorithm>
#include <csignal>
#include <iostream>
#include <thread>

#include "app/display_check.h"
#include "app/exit_code.h"
#include "app/failure.h"
#include "app/interrupt_watch.h"
#include "app/render_command.h"
#include "app/system_brightness.h"
#include "app/window_command_line.h"
#include "app/window_script.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/table_data.h"
#include "core/io/atomic_file.h"
#include "core/run/given_data.h"
#include "core/run/memory_need.h"
#include "ui/files/window_files.h"
#include "ui/look/theme.h"
#include "ui/main_window.h"
#include "ui/page/page_layout.h"
#include "ui/page/presentation.h"
#include "ui/page/time_controls.h"
#include "ui/session/open_document.h"
#include "ui/session/run_editor.h"

namespace featurescope {
namespace {

/// What the window is to open.
struct Subject {
    ui::OpenedDocument document{};
    std::optional<TableData> table{};  ///< that the document's data were read from
};

/// A table as data for the first scenario, read as the command line says.
Subject openTable(const WindowCommandLine& line) {
    Subject subject{.document = ui::openDocument({}), .table = readTable(line.subject, line.table)};
    subject.document.data =
        std::make_shared<const GivenData>(givenDataFromBytes(subject.table->npz, line.subject));
    subject.document.spec = specForGivenData(subject.document.spec, *subject.document.data);
    return subject;
}

/// What the command line names, with --set applied.
Subject openSubject(const WindowCommandLine& line, const LearnerOptions& learner) {
    requireTableFor(line.table, isTableName(line.subject), "FILE.csv to open");
    Subject subject =
        isTableName(line.subject) ? openTable(line) : Subject{.document = ui::openDocument(line.subject)};
    ui::OpenedDocument& document = subject.document;
    ui::changeSettings(document, line.settings);
    if (!document.data) subject.table.reset();
    requireMemory(document.spec, learner);
    // Another setting makes another run: what the file says of its own no longer holds.
    if (!line.settings.empty()) document.session.reset();
    if (!line.settings.empty()) document.report = {};
    return subject;
}

void show(ui::WindowFiles& files, const Subject& subject, const QString& path) {
    if (subject.table) {
        files.showTable(subject.document, path, QString::fromStdString(subject.table->report),
                        QByteArray::fromStdString(subject.table->npz));
    } else {
        files.show(subject.document, QFileInfo(path).isFile() ? path : QString());
    }
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
    names.reserve(std::size(ui::kThemes));
    for (const ui::Brightness theme : ui::kThemes) names.push_back(ui::themeId(theme).toStdString());
    return names;
}

std::vector<std::string> layoutNames() {
    std::vector<std::string> names;
    for (const ui::ShippedLayout& layout : ui::shippedLayouts()) names.emplace_back(layout.id);
    return names;
}

int runWindow(QApplication& application, const WindowCommandLine& line) {
    const std::optional<QSize> size = parseSize(line.size);
    const std::optional<std::int64_t> runTo = parseRunTo(line.runTo);
    if (!line.screenshot.empty()) requireWritable(line.screenshot);
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const SessionOptions session{.learner = {.threads = std::max(1, cores - 1)}, .niceness = 10};
    const bool asks = asksAboutTable(line);
    const Subject subject =
        asks ? Subject{.document = ui::openDocument({})} : openSubject(line, session.learner);
    const ui::OpenedDocument& document = subject.document;
    ui::WindowOptions options{
        .session = session, .settings = nullptr, .systemBrightness = ui::Brightness::light};
    const bool scripted = isScripted(line);
    if (!scripted)
        options.settings =
            std::make_shared<QSettings>(QStringLiteral("featurescope"), QStringLiteral("featurescope"));
    options.keepsSessions = !scripted;
    options.opensAsLeft = line.subject.empty();
    options.welcomes = !scripted && line.subject.empty() && line.layout.empty();
    if (document.wantsData && !options.keepsSessions)
        throw InputError(ui::missingDataText(document.spec, line.subject));
    ui::MainWindow window(options);
    if (!line.theme.empty()) window.setBrightness(*ui::themeFromId(QString::fromStdString(line.theme)));
    if (!line.layout.empty()) window.showLayout(QString::fromStdString(line.layout));
    if (line.present) window.presentation().set(true);
    if (size && (size->width() < window.minimumWidth() || size->height() < window.minimumHeight())) {
        throw InputError("--size is \"" + line.size + "\"; the window is never smaller than " +
                         std::to_string(window.minimumWidth()) + "x" +
                         std::to_string(window.minimumHeight()) + ".");
    }
    if (size) {
        window.setWindowState(Qt::WindowNoState);  // as it may have been left
        window.resize(*size);
    }
    SystemBrightness system;
    QObject::connect(&system, &SystemBrightness::changed, &window, &ui::MainWindow::setSystemBrightness);
    if (!scripted) system.watch();
    window.show();
    // A full screen that is to be drawn in a given size, whatever screen there is.
    if (line.present && size) window.resize(*size);
    const bool isMoment = document.step > 0;
    const std::optional<std::int64_t> goal = runTo || !isMoment ? runTo : std::optional(document.step);
    const QString path = QString::fromStdString(line.subject);
    std::function<void()> openNext;
    if (asks) {
        window.files().show(document);
        window.files().open(path);
    } else if (line.compare.empty()) {
        show(window.files(), subject, path);
    } else {
        // What is compared with is run first; opening the other experiment leaves it as the run before.
        window.files().show(ui::openDocument(line.compare));
        openNext = [&] {
            ui::RunEditor& editor = window.time().editor();
            QObject::connect(
                &editor, &ui::RunEditor::beforeChanged, &window, [&editor] { editor.compareBefore(); },
                Qt::SingleShotConnection);
            if (subject.table) return show(window.files(), subject, path);
            editor.open(document.spec, document.data, goal.value_or(0));
            window.follow(document.spec.opening.presentation);
            if (!line.layout.empty()) window.showLayout(QString::fromStdString(line.layout));
        };
    }
    if (!line.layout.empty()) window.showLayout(QString::fromStdString(line.layout));
    window.files().offerRecovery();
    const WindowScript script(window, {.runTo = goal,
                                       .openNext = openNext,
                                       .screenshot = QString::fromStdString(line.screenshot),
                                       .quit = line.quit});
    return application.exec();
}

void beApplication() {
    QApplication::setApplicationName(QStringLiteral("Featurescope"));
    QApplication::setApplicationVersion(QStringLiteral(FEATURESCOPE_VERSION));
    ui::loadFonts();
}

/// `featurescope render ...`; argv[0] is "render".
int renderMain(int argc, char** argv) {
    const RenderCommandLine line = parseRenderCommand(argc, argv);
    std::cout << line.help;
    if (!line.options) return kExitDone;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const InterruptWatch watch;  // before Qt starts threads of its own
    const QApplication application(argc, argv);
    beApplication();
    return render(*line.options, watch);
}

int windowMain(int argc, char** argv) {
    CLI::App commandLine{"An instrument for watching a neural network learn its features.", "featurescope"};
    WindowCommandLine line;
    commandLine.add_option(
        "subject", line.subject,
        "A scenario, a spec (.json), data (.npz), a table (.csv), a session (.fscope), or an exported "
        "picture; "
        "render draws pictures without a window, see featurescope render --help");
    commandLine.add_option("--set", line.settings, "Change one setting, as --set data.dimension=20")
        ->expected(1)
        ->take_all();
    commandLine.add_option("--run-to", line.runTo, "Train to exactly this step and pause there");
    commandLine.add_option("--compare", line.compare,
                           "Run this scenario or file as far first, and keep it to compare with");
    commandLine.add_option("--screenshot", line.screenshot,
                           "Write the window as a picture once that step is on screen");
    commandLine.add_option("--size", line.size, "Size of the window, as 1280x800");
    commandLine.add_option("--theme", line.theme, "Colours")->check(CLI::IsMember(themeNames()));
    commandLine.add_option("--layout", line.layout, "Which panels are shown")
        ->check(CLI::IsMember(layoutNames()));
    commandLine.add_flag("--present", line.present, "Start as a presentation, on the full screen");
    commandLine.add_flag("--quit", line.quit, "End when all of this is done");
    addTableOptions(commandLine, line.table);
    commandLine.set_version_flag("--version", FEATURESCOPE_VERSION);
    try {
        commandLine.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return commandLine.exit(error) == 0 ? kExitDone : kExitBadInput;
    }
    endWithSentenceWithoutDisplay(true);
    QApplication application(argc, argv);
    endWithSentenceWithoutDisplay(false);
    beApplication();
    return runWindow(application, line);
}

}  // namespace
}  // namespace featurescope

int main(int argc, char** argv) {
    using namespace featurescope;
    std::signal(SIGXFSZ, SIG_IGN);  // a file that gets too large is an error of writing, as on a full disk
    // Qt writes the fonts of a PDF in the order of a hash; the same figure must have the same bytes.
    QHashSeed::setDeterministicGlobalSeed();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    try {
        const bool renders = argc > 1 && std::string_view(argv[1]) == "render";
        return renders ? renderMain(argc - 1, argv + 1) : windowMain(argc, argv);
    } catch (...) {
        return reportFailure("featurescope");
    }
}
