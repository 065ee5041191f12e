#include "core/io/csv_reader.h"

#include <algorithm>
#include <utility>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string text(std::size_t count) { return numberText(static_cast<std::int64_t>(count)); }

std::string_view withoutBlanks(std::string_view field) {
    const std::size_t start = field.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return {};
    return field.substr(start, field.find_last_not_of(kBlanks) + 1 - start);
}

[[noreturn]] void refuseColumns(const std::string& name, std::size_t line) {
    throw InputError(name + ", line " + text(line) + " has more than " + text(kMostColumns) +
                     " fields, the most that are read.");
}

}  // namespace

std::string plainText(std::string_view field) {
    field = withoutBlanks(field);
    if (field.size() < 2 || field.front() != '"' || field.back() != '"') return std::string(field);
    field = field.substr(1, field.size() - 2);
    std::string unquoted;
    for (std::size_t i = 0; i < field.size(); ++i) {
        unquoted += field[i];
        if (field[i] == '"' && i + 1 < field.size() && field[i + 1] == '"') ++i;
    }
    return unquoted;
}

void CsvQuotes::take(char letter) {
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

void CsvReader::FirstRow::take(char letter) {
    isOver = isOver || (letter == '\n' && !quotes.areOpen() && !isBlank);
    if (isOver) return;
    if (letter == '\n') ++line;
    isBlank = isBlank && (letter == '\n' || kBlanks.find(letter) != std::string_view::npos);
    const auto* const found = std::find(kSeparators.begin(), kSeparators.end(), letter);
    const bool separates = !quotes.areOpen() && found != kSeparators.end();
    if (separates) ++counts[static_cast<std::size_t>(found - kSeparators.begin())];
    if (separates || (letter == '\n' && !quotes.areOpen()))
        quotes = CsvQuotes();
    else
        quotes.take(letter);
}

char CsvReader::FirstRow::likelySeparator() const {
    return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                                counts.begin())];
}

CsvReader::CsvReader(std::string name, std::optional<char> separator, OnField onField, OnRow onRow)
    : name_(std::move(name)), separator_(separator), onField_(std::move(onField)), onRow_(std::move(onRow)) {}

void CsvReader::take(std::string_view block) {
    if (hasBegun_) return read(block);
    // Whoever has not met the end of the first row by then counts what there is.
    constexpr std::size_t kLongestStart = std::size_t{16} << 20;
    start_ += block;
    for (const char letter : block) firstRow_.take(letter);
    if (std::ranges::max(firstRow_.counts) >= kMostColumns) refuseColumns(name_, firstRow_.line);
    const bool isKnown = separator_ && start_.size() >= kByteOrderMark.size();
    if (isKnown || firstRow_.isOver || start_.size() >= kLongestStart) begin();
}

void CsvReader::begin() {
    hasBegun_ = true;
    if (!separator_) separator_ = firstRow_.likelySeparator();
    const std::string start = std::exchange(start_, {});
    const std::string_view rest = start;
    read(rest.starts_with(kByteOrderMark) ? rest.substr(kByteOrderMark.size()) : rest);
}

void CsvReader::read(std::string_view block) {
    const auto ends = [this](char letter) {
        return letter == '"' || (!quotes_.areOpen() && (letter == *separator_ || letter == '\n'));
    };
    while (!block.empty()) {
        const std::string_view letters =
            block.substr(0, static_cast<std::size_t>(std::ranges::find_if(block, ends) - block.begin()));
        addLetters(letters);
        block.remove_prefix(letters.size());
        if (block.empty()) return;
        const char letter = block.front();
        block.remove_prefix(1);
        if (letter == '"') {
            addLetters({&letter, 1});
            continue;
        }
        if (letter == '\n') {
            endRow();
        } else {
            endField();
        }
    }
}

/// Letters that do not end the field.
void CsvReader::addLetters(std::string_view letters) {
    if (field_.size() + letters.size() > kLongestField) {
        throw InputError(name_ + ", line " + text(fieldLine_) + " has a field of more than " +
                         text(kLongestField) + " bytes, the most that are read" +
                         (quotes_.areOpen() ? "; a quote is opened in it and not closed." : "."));
    }
    field_ += letters;
    line_ += static_cast<std::size_t>(std::ranges::count(letters, '\n'));
    for (const char letter : letters) quotes_.take(letter);
}

void CsvReader::endField() {
    if (++fields_ > kMostColumns) refuseColumns(name_, rowLine_);
    onField_(field_);
    field_.clear();
    quotes_ = CsvQuotes();
    fieldLine_ = line_;
}

void CsvReader::endRow() {
    const bool isBlankLine = fields_ == 0 && withoutBlanks(field_).empty();
    if (!isBlankLine) {
        endField();
        if (columns_ == 0) columns_ = fields_;
        if (fields_ != columns_) {
            throw InputError(name_ + ", line " + text(rowLine_) + " has " + text(fields_) +
                             " fields; it must have " + text(columns_) + " as the first row has.");
        }
        onRow_(rowLine_);
    }
    field_.clear();
    quotes_ = CsvQuotes();
    fields_ = 0;
    rowLine_ = fieldLine_ = ++line_;
}

void CsvReader::finish() {
    if (!hasBegun_) begin();
    if (quotes_.areOpen())
        throw InputError(name_ + ", line " + text(fieldLine_) + ": a quote is opened and never closed.");
    endRow();
}

}  // namespace featurescope
