#include "core/io/csv_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"

namespace featurescope {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string text(std::size_t count) { return numberText(static_cast<std::int64_t>(count)); }

std::string_view withoutBlanks(std::string_view field) {
    const std::size_t start = field.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return {};
    return field.substr(start, field.find_last_not_of(kBlanks) + 1 - start);
}

/// Follows the letters of a field: a quote opens only where nothing but blanks stands before it, and two in a
/// row inside quotes stand for one (RFC 4180).
class Quotes {
  public:
    void take(char letter) {
        if (letter == '"') {
            if (state_ == State::blank || state_ == State::closed) {
                state_ = State::open;  // again, when the one before was the first of two
            } else if (state_ == State::open) {
                state_ = State::closed;
            }
        } else if (state_ == State::closed || kBlanks.find(letter) == std::string_view::npos) {
            if (state_ != State::open) state_ = State::plain;
        }
    }
    bool areOpen() const { return state_ == State::open; }

  private:
    enum class State { blank, plain, open, closed };
    State state_ = State::blank;
};

[[noreturn]] void refuseColumns(const std::string& name, std::size_t line) {
    throw InputError(name + ", line " + text(line) + " has more than " + text(kMostColumns) +
                     " fields, the most that are read.");
}

/// Counts what may separate fields in the first row that is not blank, outside quotes.
class FirstRow {
  public:
    explicit FirstRow(std::string name) : name_(std::move(name)) {}

    /// Takes the next letters of a file. InputError when the row has too many columns.
    void take(std::string_view letters) {
        for (std::size_t i = 0; i < letters.size() && !isOver_; ++i) take(letters[i]);
    }
    /// The separator that stands most often; a comma when none does.
    char likelySeparator() const {
        return kSeparators[static_cast<std::size_t>(std::max_element(counts_.begin(), counts_.end()) -
                                                    counts_.begin())];
    }

  private:
    static constexpr std::array kSeparators{',', ';', '\t'};

    void take(char letter) {
        isOver_ = letter == '\n' && !quotes_.areOpen() && !isBlank_;
        if (letter == '\n') ++line_;
        if (isOver_) return;
        isBlank_ = isBlank_ && (letter == '\n' || kBlanks.find(letter) != std::string_view::npos);
        const auto* const found = std::find(kSeparators.begin(), kSeparators.end(), letter);
        const bool separates = !quotes_.areOpen() && found != kSeparators.end();
        if (separates && ++counts_[static_cast<std::size_t>(found - kSeparators.begin())] >= kMostColumns)
            refuseColumns(name_, line_);
        if (separates || (letter == '\n' && !quotes_.areOpen()))
            quotes_ = Quotes();
        else
            quotes_.take(letter);
    }

    std::string name_;
    std::array<std::size_t, kSeparators.size()> counts_{};
    Quotes quotes_;
    bool isBlank_ = true, isOver_ = false;
    std::size_t line_ = 1;
};

char likelySeparator(std::string_view table, const std::string& name) {
    FirstRow row(name);
    row.take(table);
    return row.likelySeparator();
}

std::optional<double> numberIn(std::string_view field) {
    field = withoutBlanks(field);
    if (field.starts_with("+") && !field.starts_with("+-")) field.remove_prefix(1);
    return parseNumber(field);
}

}  // namespace

CsvTable::CsvTable(std::string text, const std::string& name, const CsvOptions& options)
    : text_(std::move(text)), name_(name) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
    separator_ = options.separator ? *options.separator : likelySeparator(text_, name_);
    split(options.mostRows);
    if (rows_.empty()) throw InputError(name_ + " holds no row; a table needs at least one.");
    takeHeader(options.hasHeader, options.mostRows);
}

void CsvTable::split(std::size_t mostRows) {
    std::size_t place = 0, line = 1;
    // One row more than asked for, since the first may turn out to be a header.
    while (place < text_.size() && rows_.size() <= mostRows) splitRow(place, line);
}

void CsvTable::splitRow(std::size_t& place, std::size_t& line) {
    const Row row{place, line};
    const std::size_t firstField = ends_.size();
    for (;;) {
        skipField(place, line);
        if (place - row.start > std::numeric_limits<std::uint32_t>::max())
            throw InputError(name_ + ", line " + text(row.line) + " is longer than 4 GiB.");
        ends_.push_back(static_cast<std::uint32_t>(place - row.start));
        if (ends_.size() - firstField > kMostColumns) refuseColumns(name_, row.line);
        const bool isEnd = place >= text_.size();
        if (!isEnd && text_[place++] == separator_) continue;
        if (!isEnd) ++line;
        break;
    }
    const std::size_t count = ends_.size() - firstField;
    if (count == 1 && withoutBlanks(std::string_view(text_).substr(row.start, ends_.back())).empty()) {
        ends_.pop_back();  // a blank line
        return;
    }
    if (rows_.empty()) columns_ = count;
    if (count != columns_) {
        throw InputError(name_ + ", line " + text(row.line) + " has " + text(count) +
                         " fields; it must have " + text(columns_) + " as the first row has.");
    }
    rows_.push_back(row);
}

/// Goes to the next separator or line end outside quotes, and leaves `place` on it.
void CsvTable::skipField(std::size_t& place, std::size_t& line) const {
    const std::size_t quoteLine = line;
    Quotes quotes;
    for (; place < text_.size(); ++place) {
        const char letter = text_[place];
        if (!quotes.areOpen() && (letter == separator_ || letter == '\n')) break;
        line += letter == '\n';
        quotes.take(letter);
    }
    if (quotes.areOpen())
        throw InputError(name_ + ", line " + text(quoteLine) + ": a quote is opened and never closed.");
}

bool CsvTable::firstRowIsHeader() const {
    constexpr std::size_t kRowsLookedAt = 100;
    const std::size_t rows = std::min(rows_.size(), kRowsLookedAt);
    const auto isNumber = [&](std::size_t row, std::size_t column) {
        return numberIn(textOf(row, column)).has_value();
    };
    for (std::size_t column = 0; rows > 1 && column < columns_; ++column) {
        std::size_t numbers = 0;  // below the first row; some fields may be missing or wrong
        for (std::size_t row = 1; row < rows; ++row) numbers += isNumber(row, column) ? 1 : 0;
        if (!isNumber(0, column) && 2 * numbers > rows - 1) return true;
    }
    return false;
}

void CsvTable::takeHeader(const std::optional<bool>& wish, std::size_t mostRows) {
    hasHeader_ = wish.value_or(firstRowIsHeader());
    if (!hasHeader_ && rows_.size() > mostRows) {
        rows_.resize(mostRows);
        ends_.resize(mostRows * columns_);
    }
    for (std::size_t column = 0; column < columns_; ++column) {
        std::string name = hasHeader_ ? textOf(0, column) : std::string();
        // NumPy's savetxt starts its header with "# ".
        if (column == 0 && name.starts_with("#")) name = withoutBlanks(std::string_view(name).substr(1));
        names_.push_back(name.empty() ? "column " + text(column + 1) : name);
    }
    if (!hasHeader_) return;
    ends_.erase(ends_.begin(), ends_.begin() + static_cast<std::ptrdiff_t>(columns_));
    rows_.erase(rows_.begin());
    if (rows_.empty())
        throw InputError(name_ + " holds nothing but a header; a table needs at least one row.");
}

std::size_t CsvTable::columnNamed(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
    const std::optional<std::int64_t> number = parseInteger(name);
    if (number && *number >= 1 && *number <= static_cast<std::int64_t>(columns()))
        return static_cast<std::size_t>(*number - 1);
    throw InputError(name_ + " has no column \"" + std::string(name) + "\"; it has " + columnList() +
                     " (or give its number, counted from 1).");
}

std::string CsvTable::columnList() const {
    constexpr std::size_t kMostNamed = 20;
    std::string list;
    for (std::size_t i = 0; i < std::min(columns(), kMostNamed); ++i) list += (i > 0 ? ", " : "") + names_[i];
    return columns() > kMostNamed ? list + ", ..." : list;
}

std::string CsvTable::textOf(std::size_t row, std::size_t column) const {
    const std::uint32_t* const ends = &ends_[row * columns_];
    const std::size_t start = column == 0 ? 0 : std::size_t{ends[column - 1]} + 1;
    std::string_view content =
        withoutBlanks(std::string_view(text_).substr(rows_[row].start + start, ends[column] - start));
    if (content.size() < 2 || content.front() != '"' || content.back() != '"') return std::string(content);
    content = content.substr(1, content.size() - 2);
    std::string unquoted;
    for (std::size_t i = 0; i < content.size(); ++i) {
        unquoted += content[i];
        if (content[i] == '"' && i + 1 < content.size() && content[i + 1] == '"') ++i;
    }
    return unquoted;
}

std::string CsvTable::field(std::size_t row, std::size_t column) const { return textOf(row, column); }

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const {
    return numberIn(field(row, column));
}

CsvTable readCsvTable(const std::filesystem::path& path, const CsvOptions& options) {
    FirstRow firstRow(path.string());
    std::string text = readWholeFile(path, memoryForReading(0),
                                     [&firstRow](std::string_view block) { firstRow.take(block); });
    return {std::move(text), path.string(), options};
}

}  // namespace featurescope
