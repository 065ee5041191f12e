#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace featurescope {

/// The text with what has a meaning in XML escaped. Control characters that XML cannot hold are left out.
std::string xmlEscaped(std::string_view text);

/// Text inside the first element of that name in an XML document; nothing when there is none. FileError
/// starting with `name` when the document, as far as it is read, is not well-formed.
std::optional<std::string> xmlElementText(std::string_view xml, std::string_view namespaceUri,
                                          std::string_view elementName, const std::string& name);

/// Where the content of the outermost element starts: one past the '>' of its start tag. FileError starting
/// with `name` when there is no such place.
std::size_t xmlContentStart(std::string_view xml, const std::string& name);

}  // namespace featurescope
