#include "app/file_commands.h"

#include <algorithm>
#include <ostream>

#include "app/session_commands.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/file_report.h"
#include "core/io/atomic_file.h"
#include "core/run/given_data.h"
#include "core/spec/spec_json.h"

namespace featurescope {
void showInfo(const ShowInfo& command, std::ostream& out) {
    const FileReport report = reportOnFile(command.file);
    if (command.specOnly) {
        if (!report.spec) throw InputError(command.file + " holds no spec.");
        out << specToJson(*report.spec);
        return;
    }
    // A file from elsewhere must not write lines of its own, or to the terminal.
    const auto line = [&out](const char* label, std::string text) {
        std::ranges::replace_if(
            text, [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; }, ' ');
        if (!text.empty()) out << label << ": " << text << '\n';
    };
    line("kind", report.kind);
    line("title", report.spec ? report.spec->title : "");
    line("step", report.step ? numberText(*report.step) : "");
    line("engine", report.engine);
    line("instruction set", report.instructionSet);
    line("program version", report.programVersion);
    line("weights sha256", report.weightsSha256);
    line("output weights sha256", report.outputWeightsSha256);
    for (const std::string& note : report.notes) out << note << '\n';
    if (report.spec) out << "spec:\n" << specToJson(*report.spec);
}

void importTable(const ImportTable& command, std::ostream& out) {
    requireNewFile(command.out, command.force);
    const TableData data = readTable(command.file, command.table);
    // What is refused later would better be refused now.
    const GivenData checked = givenDataFromBytes(data.npz, command.file);
    writeFileAtomically(command.out, data.npz);
    out << data.report << '\n' << "data sha256: " << checked.sha256 << '\n';
}

}  // namespace featurescope
