#pragma once

#include <string>
#include <vector>

namespace featurescope::test {

/// A PNG file of one grey pixel with these chunks after its header.
std::string pngBytes(const std::vector<std::string>& chunks);

/// A chunk tEXt; the text is taken as Latin-1.
std::string latin1Chunk(const std::string& key, const std::string& text);
/// A chunk zTXt.
std::string packedChunk(const std::string& key, const std::string& text);
/// A chunk iTXt that is not packed.
std::string utf8Chunk(const std::string& key, const std::string& text);

}  // namespace featurescope::test
