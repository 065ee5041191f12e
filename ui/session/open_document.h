#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/documents/file_report.h"
#include "core/documents/session_file.h"
#include "core/run/given_data.h"
#include "core/spec/experiment_spec.h"
#include "ui/session/session_lock.h"

namespace featurescope::ui {

/// What opening a file or a scenario leads to.
struct OpenedDocument {
    ExperimentSpec spec{};
    std::shared_ptr<const GivenData> data{};  ///< of a data file, or that a session owns
    std::int64_t step = 0;                    ///< the moment that the document shows
    FileReport report{};                      ///< what else it says; kind is empty for a scenario
    std::string view{};                       ///< of a picture: what was shown, JSON; may be empty
    std::optional<SessionDocument> session{};
    FileStamp stamp{};       ///< of the file that was read
    bool wantsData = false;  ///< the spec describes data from a file that is still to be found
};

/// Opens a scenario by its name, or a spec, data file, trained network, session or picture, which is known by
/// its content. Throws InputError and FileError. A table (.csv) needs choices, see
/// core/documents/table_data.h, and is refused here.
OpenedDocument openDocument(const std::string& scenarioOrPath);

/// Applies what `--set` says, from left to right. Throws InputError when that is no spec that can run.
void changeSettings(OpenedDocument& document, const std::vector<std::string>& assignments);

/// A session as a document.
OpenedDocument documentOf(SessionDocument session);

/// Hash of the data file that the spec describes; empty when it draws its data.
std::string dataHashOf(const ExperimentSpec& spec);

/// The sentence that says which data file is missing.
std::string missingDataText(const ExperimentSpec& spec, const std::string& name);

/// Gives the document its data. InputError when they are not those that the spec was made with.
void addData(OpenedDocument& document, const std::filesystem::path& path);

}  // namespace featurescope::ui
