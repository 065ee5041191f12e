#include "core/io/npy_header.h"

#include <cassert>
#include <charconv>

#include "core/base/number_text.h"

namespace featurescope {
namespace {

/// Reads the few Python literals a header may hold; every function answers whether it found what it looks
/// for.
class LiteralReader {
  public:
    explicit LiteralReader(std::string_view text) : rest_(text) {}

    bool take(char letter) {
        skipSpace();
        if (rest_.empty() || rest_.front() != letter) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool takeWord(std::string_view word) {
        skipSpace();
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    bool readString(std::string& value) {
        skipSpace();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) return false;
        const std::size_t end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) return false;
        value = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        return value.find('\\') == std::string::npos;
    }
    bool readBool(bool& value) {
        if (takeWord("True")) return value = true;
        value = false;
        return takeWord("False");
    }
    bool readShape(std::vector<std::size_t>& shape) {
        constexpr std::size_t kMostDimensions = 32;  // NumPy's own limit
        if (!take('(')) return false;
        bool needsComma = false;
        while (!take(')')) {
            if (needsComma && !take(',')) return false;
            if (take(')')) return true;
            std::size_t extent = 0;
            if (!readExtent(extent) || shape.size() == kMostDimensions) return false;
            shape.push_back(extent);
            needsComma = true;
        }
        return shape.size() != 1;  // "(3)" is a number in Python, "(3,)" a shape
    }
    /// Passes over a list up to its matching bracket.
    bool skipList() {
        if (!take('[')) return false;
        for (int depth = 1; depth > 0; rest_.remove_prefix(1)) {
            if (rest_.empty()) return false;
            if (rest_.front() == '[') ++depth;
            if (rest_.front() == ']') --depth;
        }
        return true;
    }
    bool atEnd() {
        skipSpace();
        return rest_.empty();
    }

  private:
    void skipSpace() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n')) rest_.remove_prefix(1);
    }
    bool readExtent(std::size_t& extent) {
        skipSpace();
        const auto result = std::from_chars(rest_.data(), rest_.data() + rest_.size(), extent);
        if (result.ec != std::errc{}) return false;
        rest_.remove_prefix(static_cast<std::size_t>(result.ptr - rest_.data()));
        return true;
    }

    std::string_view rest_;
};

bool readType(LiteralReader& reader, std::string& type) {
    if (reader.readString(type)) return true;
    type = "record";
    return reader.skipList();
}

}  // namespace

std::optional<NpyHeader> parseNpyHeader(std::string_view text) {
    LiteralReader reader(text);
    NpyHeader header;
    bool hasType = false, hasOrder = false, hasShape = false;
    if (!reader.take('{')) return std::nullopt;
    while (!reader.take('}')) {
        std::string key;
        if (!reader.readString(key) || !reader.take(':')) return std::nullopt;
        bool* const seen = key == "descr"           ? &hasType
                           : key == "fortran_order" ? &hasOrder
                           : key == "shape"         ? &hasShape
                                                    : nullptr;
        if (seen == nullptr || *seen) return std::nullopt;
        *seen = seen == &hasType    ? readType(reader, header.type)
                : seen == &hasOrder ? reader.readBool(header.isFortranOrder)
                                    : reader.readShape(header.shape);
        if (!*seen) return std::nullopt;
        if (reader.take(',')) continue;
        if (!reader.take('}')) return std::nullopt;
        break;
    }
    if (!hasType || !hasOrder || !hasShape || !reader.atEnd()) return std::nullopt;
    return header;
}

std::string npyPreamble(const NpyHeader& header) {
    std::string shape;
    for (const std::size_t extent : header.shape) {
        shape += numberText(static_cast<std::int64_t>(extent)) + (header.shape.size() == 1 ? "," : ", ");
    }
    if (header.shape.size() > 1) shape.resize(shape.size() - 2);
    std::string text = "{'descr': '" + header.type +
                       "', 'fortran_order': " + (header.isFortranOrder ? "True" : "False") + ", 'shape': (" +
                       shape + "), }";
    // NumPy aligns the numbers that follow to 64 bytes; the ten bytes before the text count too.
    constexpr std::size_t kAlignment = 64, kPrefix = 10;
    text.append(kAlignment - (kPrefix + text.size() + 1) % kAlignment, ' ');
    text += '\n';
    assert(text.size() < 65536);
    std::string preamble("\x93NUMPY\x01\x00", 8);
    preamble += static_cast<char>(text.size() & 255);
    preamble += static_cast<char>(text.size() >> 8);
    return preamble + text;
}

}  // namespace featurescope
