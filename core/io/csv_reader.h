#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace featurescope {

inline constexpr std::size_t kMostColumns = 1000000;
inline constexpr std::size_t kLongestField = std::size_t{1} << 20;  ///< bytes

/// Follows the letters of a field: a quote opens only where nothing but blanks stands before it, and two in a
/// row inside quotes stand for one (RFC 4180).
class CsvQuotes {
  public:
    void take(char letter);
    bool areOpen() const { return state_ == State::open; }

  private:
    enum class State { blank, plain, open, closed };
    State state_ = State::blank;
};

/// A field without the blanks and the quotes around it.
std::string plainText(std::string_view field);

/// Takes the text of a table (RFC 4180; line ends of any system, blank lines skipped) block by block and
/// hands out its fields. Of the text it keeps the field under way, and the first row until the separator is
/// known.
class CsvReader {
  public:
    using OnField = std::function<void(std::string_view field)>;  ///< as written, with blanks and quotes
    using OnRow = std::function<void(std::size_t line)>;          ///< behind its last field

    /// @param name       of the file, for messages
    /// @param separator  ',', ';' or a tab; found out from the first row when left open
    CsvReader(std::string name, std::optional<char> separator, OnField onField, OnRow onRow);

    /// InputError naming the line when rows differ in length, a field is too long or a row has too many.
    void take(std::string_view block);
    /// The text is over. InputError when a quote is still open.
    void finish();
    char separator() const { return *separator_; }

  private:
    /// Counts what may separate fields in the first row that is not blank, outside quotes.
    struct FirstRow {
        static constexpr std::array kSeparators{',', ';', '\t'};
        std::array<std::size_t, kSeparators.size()> counts{};
        CsvQuotes quotes;
        bool isBlank = true, isOver = false;
        std::size_t line = 1;

        void take(char letter);
        /// The separator that stands most often; a comma when none does.
        char likelySeparator() const;
    };

    void begin();
    void read(std::string_view block);
    void addLetters(std::string_view letters);
    void endField();
    void endRow();

    const std::string name_;
    std::optional<char> separator_;
    const OnField onField_;
    const OnRow onRow_;
    FirstRow firstRow_;
    std::string start_;  ///< of the text, until reading begins
    bool hasBegun_ = false;
    std::string field_;  ///< under way
    CsvQuotes quotes_;
    std::size_t line_ = 1, rowLine_ = 1, fieldLine_ = 1;
    std::size_t fields_ = 0;   ///< of the row under way, so far
    std::size_t columns_ = 0;  ///< of every row; 0 before the first
};

}  // namespace featurescope
