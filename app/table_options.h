#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/documents/table_data.h"

namespace CLI {
class App;
}

namespace featurescope {

/// What a command line says about a table of own data (.csv), as typed.
struct TableOptions {
    std::optional<std::string> label{};      ///< --label COLUMN, by name or number
    std::optional<std::string> positive{};   ///< --positive VALUE
    std::vector<std::string> leaveOut{};     ///< --leave-out COLUMN, from left to right
    std::string means = "estimated";         ///< --means estimated|none|FILE.csv
    std::optional<std::string> separator{};  ///< --separator comma|semicolon|tab
    std::optional<std::string> header{};     ///< --header yes|no

    /// True when anything was said.
    bool any() const;
};

/// Adds the options to a command; both must outlive the parsing.
void addTableOptions(CLI::App& command, TableOptions& table);

/// InputError when something was said about a table that is not there; `wanted`: what would name one.
void requireTableFor(const TableOptions& options, bool isThere, const std::string& wanted);

/// The table `path` as data for a run. InputError names the option or the field that is wrong, FileError the
/// file that cannot be read.
TableData readTable(const std::string& path, const TableOptions& options);

}  // namespace featurescope
