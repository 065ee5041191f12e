#include "app/table_options.h"

#include <filesystem>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/io/atomic_file.h"

namespace featurescope {
namespace {

/// Value of the option among the allowed ones; nothing when it was not given.
template <typename Value>
std::optional<Value> chosen(const std::string& option, const std::optional<std::string>& text,
                            const std::vector<std::pair<std::string, Value>>& allowed) {
    if (!text) return std::nullopt;
    std::string names;
    for (const auto& [name, value] : allowed) {
        if (name == *text) return value;
        names += (names.empty() ? "" : ", ") + name;
    }
    throw InputError(option + " is \"" + *text + "\"; it must be one of: " + names + ".");
}

TableChoice choiceFor(const CsvTable& table, const TableOptions& options) {
    TableChoice choice;
    choice.labelColumn = table.columnNamed(*options.label);
    for (const std::string& column : options.leaveOut) choice.leftOut.push_back(table.columnNamed(column));
    choice.positiveLabel = options.positive.value_or("");
    if (options.means == "none") {
        choice.means = TableMeans::none;
    } else if (options.means != "estimated") {
        choice.means = TableMeans::given;
        choice.givenMeans = meansIn(CsvTable(readWholeFile(options.means, machineMemory()), options.means));
    }
    return choice;
}

}  // namespace

bool TableOptions::any() const {
    return label || positive || !leaveOut.empty() || means != "estimated" || separator || header;
}

TableData readTable(const std::string& path, const TableOptions& options) {
    const CsvOptions csv{
        .separator = chosen<char>("--separator", options.separator,
                                  {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}}),
        .hasHeader = chosen<bool>("--header", options.header, {{"yes", true}, {"no", false}})};
    const CsvTable table(readWholeFile(path, machineMemory()), path, csv);
    if (!options.label) {
        throw InputError(path + " needs to know its label column: add --label with one of " +
                         table.columnList() + ".");
    }
    return tableData(table, choiceFor(table, options));
}

bool isTable(const std::string& path) {
    const std::string extension = std::filesystem::path(path).extension().string();
    return extension == ".csv" || extension == ".tsv" || extension == ".txt";
}

}  // namespace featurescope
