#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

#include "core/base/errors.h"

namespace featurescope {

/// A JSON value whose objects keep the order of their keys.
using Json = nlohmann::ordered_json;

/// The text is not JSON at all (as opposed to JSON that says something not allowed).
class JsonSyntaxError : public InputError {
  public:
    using InputError::InputError;
};

/// Reads one JSON value. Beyond the grammar it refuses a key that stands twice in an object, objects of
/// more than 1000 keys, numbers beyond double range, and nesting deeper than 32; these messages name the key
/// by its path ("data.dimension").
/// @param name  starts every message
/// @param path  where the text stands inside a larger document; empty for a whole document
Json parseJson(std::string_view text, const std::string& name, const std::string& path = {});

/// The value as JSON text; numbers are as short as they can be and still read back exactly.
/// @param indented  one key per line, two spaces per level, ending with a newline; otherwise all in one line
std::string jsonText(const Json& value, bool indented);

/// The value as JSON text for a message: only the beginning where it is long.
std::string shortJsonText(const Json& value);

/// The same as jsonText in one line of plain ASCII: every other letter becomes an escape such as \u03b7.
std::string asciiJsonText(const Json& value);

}  // namespace featurescope
