#include "core/io/pdf_dates.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "core/base/errors.h"

namespace featurescope {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";
constexpr std::size_t kEntryBytes = 20;  // of a cross-reference table, by the PDF standard

/// Reads the file's skeleton; every method throws FileError when it is not as expected.
class PdfSkeleton {
  public:
    PdfSkeleton(std::string_view pdf, const std::string& name) : pdf_(pdf), name_(name) {}

    /// Number of the object with the information dictionary; nothing when there is none.
    std::optional<std::size_t> informationObject() const {
        const std::size_t trailer = pdf_.find("trailer", tableStart());
        require(trailer != std::string_view::npos);
        const std::size_t key = pdf_.find("/Info", trailer);
        if (key == std::string_view::npos) return std::nullopt;
        return numberAt(key + std::string_view("/Info").size());
    }

    /// Where the object with that number starts.
    std::size_t objectStart(std::size_t number) const {
        // One section from object 0 on: what a file has that was written in one go.
        std::size_t place = tableStart();
        require(pdf_.substr(place).starts_with("xref"));
        place += std::string_view("xref").size();
        require(numberAt(place) == 0 && number < numberAt(afterNumber(place)));
        place = afterNumber(afterNumber(place));
        place = pdf_.find_first_not_of(kBlanks, place);
        require(place != std::string_view::npos && number < (pdf_.size() - place) / kEntryBytes);
        const std::size_t start = numberAt(place + number * kEntryBytes);
        require(start < pdf_.size() && numberAt(start) == number);
        return start;
    }

    std::size_t objectEnd(std::size_t start) const {
        const std::size_t end = pdf_.find("endobj", start);
        require(end != std::string_view::npos);
        return end;
    }

  private:
    std::size_t tableStart() const {
        constexpr std::string_view kKey = "startxref";
        const std::size_t key = pdf_.rfind(kKey);
        require(key != std::string_view::npos);
        const std::size_t start = numberAt(key + kKey.size());
        require(start < pdf_.size());
        return start;
    }

    std::size_t numberStart(std::size_t place) const {
        const std::size_t start = pdf_.find_first_not_of(kBlanks, place);
        require(start != std::string_view::npos);
        return start;
    }

    std::size_t numberAt(std::size_t place) const {
        std::size_t number = 0;
        const char* const first = pdf_.data() + numberStart(place);
        require(std::from_chars(first, pdf_.data() + pdf_.size(), number).ec == std::errc{});
        return number;
    }

    std::size_t afterNumber(std::size_t place) const {
        const std::size_t end = pdf_.find_first_not_of("0123456789", numberStart(place));
        require(end != std::string_view::npos);
        return end;
    }

    void require(bool isAsExpected) const {
        if (!isAsExpected) throw FileError(name_ + " is no PDF file with a plain cross-reference table.");
    }

    std::string_view pdf_;
    const std::string& name_;
};

/// Overwrites the digits of the date that follows `key` between `start` and `end`, and those of its zone.
void overwriteDate(std::string& pdf, std::string_view key, std::size_t start, std::size_t end) {
    constexpr std::string_view kFixedDate = "20000101000000";
    const std::size_t found = pdf.find(key, start);
    if (found >= end) return;
    const std::size_t date = pdf.find("(D:", found);
    if (date >= end) return;
    std::size_t place = date + std::string_view("(D:").size();
    for (std::size_t digit = 0; place < end && pdf[place] != ')'; ++place) {
        if (pdf[place] == '-') pdf[place] = '+';
        if (pdf[place] < '0' || pdf[place] > '9') continue;
        pdf[place] = digit < kFixedDate.size() ? kFixedDate[digit] : '0';
        ++digit;
    }
}

}  // namespace

std::string pdfWithFixedDates(std::string pdf, const std::string& name) {
    const PdfSkeleton skeleton(pdf, name);
    const std::optional<std::size_t> information = skeleton.informationObject();
    if (!information) return pdf;
    const std::size_t start = skeleton.objectStart(*information), end = skeleton.objectEnd(start);
    overwriteDate(pdf, "/CreationDate", start, end);
    overwriteDate(pdf, "/ModDate", start, end);
    return pdf;
}

}  // namespace featurescope
