#include "core/io/csv_table.h"

#include <algorithm>
#include <array>

#include "core/base/errors.h"
#include "core/base/number_text.h"

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

/// The separator that stands most often in the first line, outside quotes; a comma when none does.
char likelySeparator(std::string_view table) {
    constexpr std::array kSeparators{',', ';', '\t'};
    std::array<std::size_t, kSeparators.size()> counts{};
    Quotes quotes;
    bool isBlank = true;
    for (const char letter : table) {
        if (letter == '\n' && !quotes.areOpen() && !isBlank) break;
        isBlank = isBlank && (letter == '\n' || kBlanks.find(letter) != std::string_view::npos);
        const auto* const found = std::find(kSeparators.begin(), kSeparators.end(), letter);
        const bool separates = !quotes.areOpen() && found != kSeparators.end();
        if (separates) ++counts[static_cast<std::size_t>(found - kSeparators.begin())];
        if (separates || (letter == '\n' && !quotes.areOpen()))
            quotes = Quotes();
        else
            quotes.take(letter);
    }
    return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                                counts.begin())];
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
    separator_ = options.separator.value_or(likelySeparator(text_));
    split(options.mostRows);
    if (lines_.empty()) throw InputError(name_ + " holds no row; a table needs at least one.");
    takeHeader(options.hasHeader, options.mostRows);
}

void CsvTable::split(std::size_t mostRows) {
    std::size_t place = 0, line = 1;
    // One row more than asked for, since the first may turn out to be a header.
    while (place < text_.size() && lines_.size() <= mostRows) splitRow(place, line);
}

void CsvTable::splitRow(std::size_t& place, std::size_t& line) {
    const std::size_t firstLine = line, firstField = fields_.size();
    const std::size_t columns = lines_.empty() ? 0 : fields_.size() / lines_.size();
    for (;;) {
        fields_.push_back(nextField(place, line));
        const bool isEnd = place >= text_.size();
        if (!isEnd && text_[place++] == separator_) continue;
        if (!isEnd) ++line;
        break;
    }
    const std::size_t count = fields_.size() - firstField;
    if (count == 1 &&
        withoutBlanks(std::string_view(text_).substr(fields_.back().start, fields_.back().size)).empty()) {
        fields_.pop_back();  // a blank line
        return;
    }
    if (columns != 0 && count != columns) {
        throw InputError(name_ + ", line " + text(firstLine) + " has " + text(count) +
                         " fields; it must have " + text(columns) + " as the first row has.");
    }
    lines_.push_back(firstLine);
}

/// Reads up to the next separator or line end outside quotes, and leaves `place` on it.
CsvTable::Field CsvTable::nextField(std::size_t& place, std::size_t& line) const {
    const std::size_t start = place, quoteLine = line;
    Quotes quotes;
    for (; place < text_.size(); ++place) {
        const char letter = text_[place];
        if (!quotes.areOpen() && (letter == separator_ || letter == '\n')) break;
        line += letter == '\n';
        quotes.take(letter);
    }
    if (quotes.areOpen())
        throw InputError(name_ + ", line " + text(quoteLine) + ": a quote is opened and never closed.");
    return {start, place - start};
}

bool CsvTable::firstRowIsHeader() const {
    constexpr std::size_t kRowsLookedAt = 100;
    const std::size_t rows = std::min(lines_.size(), kRowsLookedAt), columns = fields_.size() / lines_.size();
    const auto isNumber = [&](std::size_t row, std::size_t column) {
        return numberIn(textOf(fields_[row * columns + column])).has_value();
    };
    for (std::size_t column = 0; rows > 1 && column < columns; ++column) {
        std::size_t numbers = 0;  // below the first row; some fields may be missing or wrong
        for (std::size_t row = 1; row < rows; ++row) numbers += isNumber(row, column) ? 1 : 0;
        if (!isNumber(0, column) && 2 * numbers > rows - 1) return true;
    }
    return false;
}

void CsvTable::takeHeader(const std::optional<bool>& wish, std::size_t mostRows) {
    const std::size_t columns = fields_.size() / lines_.size();
    hasHeader_ = wish.value_or(firstRowIsHeader());
    if (!hasHeader_ && lines_.size() > mostRows) {
        lines_.resize(mostRows);
        fields_.resize(mostRows * columns);
    }
    for (std::size_t column = 0; column < columns; ++column) {
        std::string name = hasHeader_ ? textOf(fields_[column]) : std::string();
        // NumPy's savetxt starts its header with "# ".
        if (column == 0 && name.starts_with("#")) name = withoutBlanks(std::string_view(name).substr(1));
        names_.push_back(name.empty() ? "column " + text(column + 1) : name);
    }
    if (!hasHeader_) return;
    fields_.erase(fields_.begin(), fields_.begin() + static_cast<std::ptrdiff_t>(columns));
    lines_.erase(lines_.begin());
    if (lines_.empty())
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

std::string CsvTable::textOf(const Field& field) const {
    std::string_view content = withoutBlanks(std::string_view(text_).substr(field.start, field.size));
    if (content.size() < 2 || content.front() != '"' || content.back() != '"') return std::string(content);
    content = content.substr(1, content.size() - 2);
    std::string unquoted;
    for (std::size_t i = 0; i < content.size(); ++i) {
        unquoted += content[i];
        if (content[i] == '"' && i + 1 < content.size() && content[i + 1] == '"') ++i;
    }
    return unquoted;
}

std::string CsvTable::field(std::size_t row, std::size_t column) const {
    return textOf(fields_[row * columns() + column]);
}

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const {
    return numberIn(field(row, column));
}

}  // namespace featurescope
