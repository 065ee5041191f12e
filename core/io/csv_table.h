#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/io/csv_reader.h"

namespace featurescope {

/// How to read a table; what is left open is found out from the text.
struct CsvOptions {
    std::optional<char> separator{};  ///< ',', ';' or a tab
    std::optional<bool> hasHeader{};  ///< the first row holds names
};

/// A table read from CSV, see CsvReader. It takes the memory of its numbers; of its text it keeps what are no
/// numbers, each different text once.
class CsvTable {
  public:
    /// Reads the text of a file called `name`. InputError naming the line when rows differ in length, a quote
    /// is not closed, there are too many columns, too long a field, or no row at all. A quote amid a field is
    /// a letter like any other.
    CsvTable(std::string_view text, const std::string& name, const CsvOptions& options = {});
    CsvTable(CsvTable&&) = default;
    CsvTable(const CsvTable&) = delete;
    CsvTable& operator=(const CsvTable&) = delete;
    CsvTable& operator=(CsvTable&&) = delete;
    ~CsvTable() = default;

    char separator() const { return separator_; }
    /// True when the first row was taken for names: where some column holds numbers mostly, but not there.
    bool hasHeader() const { return hasHeader_; }
    std::size_t rows() const { return lines_.size(); }  ///< without the header
    std::size_t columns() const { return names_.size(); }
    /// From the header, or "column 1" and so on.
    const std::vector<std::string>& names() const { return names_; }
    /// The names as one text, for messages; the first ones only when there are many.
    std::string columnList() const;
    /// The column called that, or with that number counted from 1; InputError naming what there is.
    std::size_t columnNamed(std::string_view name) const;
    /// Text of a field, without the quotes and the blanks around it. A number is written as it stands in its
    /// column where that has few different ones, as labels are, and else as short as can be.
    std::string field(std::size_t row, std::size_t column) const;
    /// Number in a field; nothing unless it is one finite decimal number with a point.
    std::optional<double> number(std::size_t row, std::size_t column) const;
    /// Line of the file in which a row starts, counted from 1, for messages.
    std::size_t line(std::size_t row) const { return lines_[row]; }
    const std::string& name() const { return name_; }

  private:
    friend CsvTable readCsvTable(const std::filesystem::path& path, const CsvOptions& options);

    /// A number that is not written as short as can be, such as the labels 1.0 and +1.
    struct Spelling {
        double number = 0;
        std::string text;
    };
    struct Text {
        std::size_t place = 0;  ///< in the cells
        const std::string* text = nullptr;
    };
    static constexpr std::size_t kSpellings = 3;  ///< in a column; labels have two

    explicit CsvTable(const std::string& name) : name_(name) {}
    CsvReader reader(const CsvOptions& options);
    void takeField(std::string_view field);
    void takeRow(std::size_t line);
    void requireRoom(std::size_t line) const;
    void noteSpelling(std::size_t column, double number, std::string text);
    void finish(const CsvReader& reader, const CsvOptions& options);
    bool firstRowIsHeader() const;
    void dropFirstRow();
    const std::string* textAt(std::size_t place) const;

    std::string name_;
    char separator_ = ',';
    bool hasHeader_ = false;
    std::vector<std::string> names_;  ///< the texts of the first row while reading
    std::deque<double> cells_;        ///< row by row; not a number where a text is
    std::vector<Text> texts_;         ///< by place
    std::set<std::string, std::less<>> differentTexts_;
    std::unordered_map<std::size_t, std::vector<Spelling>> spellings_;  ///< by column
    std::vector<std::size_t> lines_;
    std::size_t textBytes_ = 0;
};

/// Reads a table from a file, block by block.
CsvTable readCsvTable(const std::filesystem::path& path, const CsvOptions& options = {});

}  // namespace featurescope
