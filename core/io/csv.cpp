#include "core/io/csv.h"

#include <string_view>

namespace featurescope {
namespace {

std::string quotedField(std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(field);
    std::string text = "\"";
    for (const char letter : field) {
        if (letter == '"') text += '"';
        text += letter;
    }
    return text + '"';
}

}  // namespace

std::string csvLine(std::span<const std::string> fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) line += ',';
        line += quotedField(fields[i]);
    }
    return line + '\n';
}

}  // namespace featurescope
