#include "ui/session/open_document.h"

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/documents/picture_recipe.h"
#include "core/documents/table_data.h"
#include "core/io/atomic_file.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"

namespace featurescope::ui {
namespace {

namespace fs = std::filesystem;

OpenedDocument openPicture(std::string_view bytes, const std::string& name) {
    OpenedDocument document{.report = reportOnBytes(bytes, name)};
    const Recipe recipe = recipeInPicture(bytes, name);
    document.spec = recipe.spec;
    document.step = recipe.step;
    document.view = recipe.view;
    return document;
}

OpenedDocument openBytes(std::string_view bytes, const fs::path& path) {
    const std::string name = path.string();
    if (pictureFormat(bytes)) return openPicture(bytes, name);
    if (isTableName(name)) {
        throw InputError(
            name + " is a table; open it in the window, or make a data file of it with featurescope-cli.");
    }
    OpenedDocument document{.report = reportOnBytes(bytes, name)};
    if (document.report.kind == "session") {
        document = documentOf(sessionFromBytes(bytes, name));
    } else if (document.report.kind == "data") {
        document.data = std::make_shared<const GivenData>(givenDataFromBytes(bytes, name));
        document.spec = specForGivenData(scenarioNamed(kDefaultScenario), *document.data);
        document.spec.title = path.filename().string();
    } else if (document.report.spec) {
        document.spec = *document.report.spec;
        document.step = document.report.step.value_or(0);
    } else {
        throw InputError(name + " holds no experiment.");
    }
    return document;
}

/// Notes whether data are still to be given; given ones go when the spec names none.
void matchData(OpenedDocument& document) {
    const bool namesData = !isDrawn(document.spec.data);
    if (!namesData) document.data.reset();
    document.wantsData = namesData && !document.data;
}

}  // namespace

OpenedDocument openDocument(const std::string& scenarioOrPath) {
    const fs::path path = scenarioOrPath;
    std::error_code ignored;
    const bool isFile = path.has_extension() || path.has_parent_path() || fs::is_regular_file(path, ignored);
    OpenedDocument document;
    if (isFile) {
        // First: what is written while this reads must be noticed later.
        const FileStamp stamp = FileStamp::of(QString::fromStdString(path.string()));
        document = openBytes(readWholeFile(path, memoryForReading(0)), path);
        document.stamp = stamp;
    } else {
        document.spec = scenarioNamed(scenarioOrPath.empty() ? kDefaultScenario : scenarioOrPath);
    }
    matchData(document);
    return document;
}

OpenedDocument documentOf(SessionDocument session) {
    OpenedDocument document;
    document.report.kind = "session";
    document.report.weightsSha256 = session.weightsSha256;
    document.report.engine = session.run.engine;
    document.report.instructionSet = session.run.instructionSet;
    document.spec = session.run.spec;
    document.step = session.run.step;
    document.view = session.layout;
    document.data = session.run.data;
    matchData(document);
    document.session = std::move(session);
    return document;
}

void changeSettings(OpenedDocument& document, const std::vector<std::string>& assignments) {
    for (const std::string& assignment : assignments) document.spec = withSetting(document.spec, assignment);
    requireValid(document.spec);
    matchData(document);
    if (document.data) requireTargetsFor(document.spec.training.loss, *document.data);
}

std::string dataHashOf(const ExperimentSpec& spec) {
    return traitsOf(spec.data).fileSha256.value_or(std::string());
}

std::string missingDataText(const ExperimentSpec& spec, const std::string& name) {
    return name + " was made with data from a file that is not at hand. It is the one whose SHA-256 is " +
           dataHashOf(spec) + ".";
}

void addData(OpenedDocument& document, const fs::path& path) {
    auto data = std::make_shared<const GivenData>(readGivenData(path));
    const std::optional<std::string> wanted = traitsOf(document.spec.data).fileSha256;
    if (!wanted) throw InputError("This experiment draws its data; it needs no data file.");
    if (*wanted != data->sha256) {
        throw InputError(path.string() +
                         " holds other data than this experiment was made with: its SHA-256 is " +
                         data->sha256 + ", not " + *wanted + ".");
    }
    document.data = std::move(data);
    document.wantsData = false;
}

}  // namespace featurescope::ui
