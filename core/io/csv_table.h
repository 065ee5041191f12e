#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace featurescope {

/// How to read a table; what is left open is found out from the text.
struct CsvOptions {
    std::optional<char> separator{};                                 ///< ',', ';' or a tab
    std::optional<bool> hasHeader{};                                 ///< the first row holds names
    std::size_t mostRows = std::numeric_limits<std::size_t>::max();  ///< stop after so many, for a preview
};

inline constexpr std::size_t kMostColumns = 1000000;

/// A table of texts read from CSV (RFC 4180; line ends of any system, blank lines skipped).
class CsvTable {
  public:
    /// Reads the text of a file called `name`. InputError naming the line when rows differ in length, a quote
    /// is not closed, there are more than kMostColumns, or there is no row at all. A quote amid a field is a
    /// letter like any other.
    CsvTable(std::string text, const std::string& name, const CsvOptions& options = {});

    char separator() const { return separator_; }
    /// True when the first row was taken for names: where some column holds numbers mostly, but not there.
    bool hasHeader() const { return hasHeader_; }
    std::size_t rows() const { return rows_.size(); }  ///< without the header
    std::size_t columns() const { return columns_; }
    /// From the header, or "column 1" and so on.
    const std::vector<std::string>& names() const { return names_; }
    /// The names as one text, for messages; the first ones only when there are many.
    std::string columnList() const;
    /// The column called that, or with that number counted from 1; InputError naming what there is.
    std::size_t columnNamed(std::string_view name) const;
    /// Text of a field, without the quotes and the blanks around it.
    std::string field(std::size_t row, std::size_t column) const;
    /// Number in a field; nothing unless it is one finite decimal number with a point.
    std::optional<double> number(std::size_t row, std::size_t column) const;
    /// Line of the file in which a row starts, counted from 1, for messages.
    std::size_t line(std::size_t row) const { return rows_[row].line; }
    const std::string& name() const { return name_; }

  private:
    struct Row {
        std::size_t start = 0;  ///< in the text
        std::size_t line = 0;   ///< of the file, counted from 1
    };

    void split(std::size_t mostRows);
    void splitRow(std::size_t& place, std::size_t& line);
    void skipField(std::size_t& place, std::size_t& line) const;
    void takeHeader(const std::optional<bool>& wish, std::size_t mostRows);
    bool firstRowIsHeader() const;
    std::string textOf(std::size_t row, std::size_t column) const;

    std::string text_, name_;
    char separator_ = ',';
    bool hasHeader_ = false;
    std::vector<std::string> names_;
    std::size_t columns_ = 0;
    std::vector<Row> rows_;
    std::vector<std::uint32_t> ends_;  ///< of all fields, row by row, counted from the row's start
};

/// Reads a table from a file. Too many columns are refused while the first row is read, however long it is.
CsvTable readCsvTable(const std::filesystem::path& path, const CsvOptions& options = {});

}  // namespace featurescope
