#include "app/table_options.h"

#include <CLI/CLI.hpp>

#include "core/base/errors.h"

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
        choice.givenMeans = meansIn(readCsvTable(options.means));
    }
    return choice;
}

}  // namespace

bool TableOptions::any() const {
    return label || positive || !leaveOut.empty() || means != "estimated" || separator || header;
}

void addTableOptions(CLI::App& command, TableOptions& table) {
    command.add_option("--label", table.label, "Column of the table with the labels, by name or number")
        ->type_name("COLUMN");
    command.add_option("--positive", table.positive, "Label that becomes +1; the larger one when left out")
        ->type_name("VALUE");
    command.add_option("--leave-out", table.leaveOut, "Column that is no input; may be repeated")
        ->type_name("COLUMN")
        ->allow_extra_args(false);
    command
        .add_option("--means", table.means,
                    "Cluster means of the table: estimated, none, or a .csv file with two rows")
        ->type_name("estimated|none|FILE.csv");
    command.add_option("--separator", table.separator, "comma, semicolon or tab; found out when left out")
        ->type_name("NAME");
    command
        .add_option("--header", table.header, "Whether the first row holds names; found out when left out")
        ->type_name("yes|no");
}

void requireTableFor(const TableOptions& options, bool isThere, const std::string& wanted) {
    if (!options.any() || isThere) return;
    throw InputError(
        "--label, --positive, --leave-out, --means, --separator and --header say how to read a table; "
        "they need " +
        wanted + ".");
}

TableData readTable(const std::string& path, const TableOptions& options) {
    const CsvOptions csv{
        .separator = chosen<char>("--separator", options.separator,
                                  {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}}),
        .hasHeader = chosen<bool>("--header", options.header, {{"yes", true}, {"no", false}})};
    const CsvTable table = readCsvTable(path, csv);
    if (!options.label) {
        throw InputError(path + " needs to know its label column: add --label with one of " +
                         table.columnList() + ".");
    }
    return tableData(table, choiceFor(table, options));
}

}  // namespace featurescope
