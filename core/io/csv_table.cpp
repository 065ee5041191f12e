#include "core/io/csv_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"

namespace featurescope {
namespace {

std::string counted(std::size_t count) { return numberText(static_cast<std::int64_t>(count)); }

std::optional<double> numberIn(std::string_view plain) {
    if (plain.starts_with("+") && !plain.starts_with("+-")) plain.remove_prefix(1);
    return parseNumber(plain);
}

/// As short as can be; whole numbers without an exponent.
std::string shortText(double number) {
    constexpr double kLargestWhole = 0x1.0p53;
    const bool isWhole = std::abs(number) < kLargestWhole && std::trunc(number) == number;
    return isWhole ? numberText(static_cast<std::int64_t>(number)) : numberText(number);
}

}  // namespace

CsvTable::CsvTable(std::string_view text, const std::string& name, const CsvOptions& options) : name_(name) {
    CsvReader reader = this->reader(options);
    reader.take(text);
    reader.finish();
    finish(reader, options);
}

CsvTable readCsvTable(const std::filesystem::path& path, const CsvOptions& options) {
    CsvTable table(path.string());
    CsvReader reader = table.reader(options);
    readInBlocks(path, [&reader](std::string_view block) { reader.take(block); });
    reader.finish();
    table.finish(reader, options);
    return table;
}

CsvReader CsvTable::reader(const CsvOptions& options) {
    return {name_, options.separator, [this](std::string_view field) { takeField(field); },
            [this](std::size_t line) { takeRow(line); }};
}

void CsvTable::takeField(std::string_view field) {
    std::string plain = plainText(field);
    const bool isFirstRow = lines_.empty();
    const std::size_t column = isFirstRow ? names_.size() : cells_.size() % names_.size();
    if (isFirstRow) names_.push_back(plain);
    if (isFirstRow) textBytes_ += sizeof(std::string) + plain.size();
    const std::optional<double> number = numberIn(plain);
    if (number) {
        noteSpelling(column, *number, std::move(plain));
    } else {
        const auto [place, isNew] = differentTexts_.insert(std::move(plain));
        constexpr std::size_t kPerText = 64;  // of the node that holds it
        if (isNew) textBytes_ += place->size() + kPerText;
        texts_.push_back({cells_.size(), &*place});
    }
    cells_.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    constexpr std::size_t kFieldsBetweenLooks = 4096;
    if (cells_.size() % kFieldsBetweenLooks == 0) requireRoom(lines_.empty() ? 1 : lines_.back() + 1);
}

void CsvTable::takeRow(std::size_t line) {
    lines_.push_back(line);
    requireRoom(line);
}

/// A single row can be larger than what is read at all.
void CsvTable::requireRoom(std::size_t line) const {
    const std::uint64_t bytes =
        sizeof(double) * (cells_.size() + lines_.size()) + sizeof(Text) * texts_.size() + textBytes_;
    if (bytes > memoryForReading(0)) {
        throw InputError(name_ + " takes more than " + counted(memoryForReading(0)) +
                         " bytes of memory up to line " + counted(line) + ", the most that are read.");
    }
}

void CsvTable::noteSpelling(std::size_t column, double number, std::string text) {
    const auto known = spellings_.find(column);
    if (known != spellings_.end()) {
        const auto isIt = [number](const Spelling& spelling) { return spelling.number == number; };
        if (known->second.size() == kSpellings || std::ranges::any_of(known->second, isIt)) return;
    }
    if (text == shortText(number)) return;
    constexpr std::size_t kPerColumn = 64;  // of the node that holds the first one
    textBytes_ += sizeof(Spelling) + text.size() + (known == spellings_.end() ? kPerColumn : 0);
    spellings_[column].push_back({number, std::move(text)});
}

void CsvTable::finish(const CsvReader& reader, const CsvOptions& options) {
    separator_ = reader.separator();
    if (lines_.empty()) throw InputError(name_ + " holds no row; a table needs at least one.");
    hasHeader_ = options.hasHeader.value_or(firstRowIsHeader());
    for (std::size_t column = 0; column < names_.size(); ++column) {
        std::string& name = names_[column];
        if (!hasHeader_) name.clear();
        // NumPy's savetxt starts its header with "# ".
        if (column == 0 && name.starts_with("#")) name = plainText(std::string_view(name).substr(1));
        if (name.empty()) name = "column " + counted(column + 1);
    }
    if (!hasHeader_) return;
    dropFirstRow();
    if (lines_.empty())
        throw InputError(name_ + " holds nothing but a header; a table needs at least one row.");
}

bool CsvTable::firstRowIsHeader() const {
    constexpr std::size_t kRowsLookedAt = 100;
    const std::size_t rows = std::min(lines_.size(), kRowsLookedAt);
    for (std::size_t column = 0; rows > 1 && column < columns(); ++column) {
        std::size_t numbers = 0;  // below the first row; some fields may be missing or wrong
        for (std::size_t row = 1; row < rows; ++row) numbers += number(row, column) ? 1 : 0;
        if (!number(0, column) && 2 * numbers > rows - 1) return true;
    }
    return false;
}

void CsvTable::dropFirstRow() {
    lines_.erase(lines_.begin());
    cells_.erase(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(columns()));
    std::erase_if(texts_, [this](const Text& text) { return text.place < columns(); });
    for (Text& text : texts_) text.place -= columns();
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

const std::string* CsvTable::textAt(std::size_t place) const {
    return std::ranges::lower_bound(texts_, place, {}, &Text::place)->text;
}

std::string CsvTable::field(std::size_t row, std::size_t column) const {
    const std::size_t place = row * columns() + column;
    const double number = cells_[place];
    if (std::isnan(number)) return *textAt(place);
    if (const auto known = spellings_.find(column); known != spellings_.end()) {
        for (const Spelling& spelling : known->second) {
            if (spelling.number == number) return spelling.text;
        }
    }
    return shortText(number);
}

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const {
    const double number = cells_[row * columns() + column];
    return std::isnan(number) ? std::nullopt : std::optional(number);
}

}  // namespace featurescope
