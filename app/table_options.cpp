#include "app/table_options.h"

#include <filesystem>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
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

/// The two rows of a table of means, as d x 2.
Matrix<double> meansFrom(const std::string& path) {
    const CsvTable table(readWholeFile(path, machineMemory()), path);
    if (table.rows() != 2) {
        throw InputError(path + " has " + numberText(static_cast<std::int64_t>(table.rows())) +
                         " rows; for --means it must have two, mu1 and mu2.");
    }
    Matrix<double> means(static_cast<Eigen::Index>(table.columns()), 2);
    for (std::size_t row = 0; row < 2; ++row) {
        for (std::size_t column = 0; column < table.columns(); ++column) {
            const std::optional<double> number = table.number(row, column);
            if (!number) {
                throw InputError(path + ", line " + numberText(static_cast<std::int64_t>(table.line(row))) +
                                 " holds \"" + table.field(row, column) +
                                 "\"; means must be finite numbers.");
            }
            means(static_cast<Eigen::Index>(column), static_cast<Eigen::Index>(row)) = *number;
        }
    }
    return means;
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
        choice.givenMeans = meansFrom(options.means);
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
