#include "tests/support/png_bytes.h"

#include <zlib.h>

namespace featurescope::test {
namespace {

std::string bigEndian(unsigned long value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
    return bytes;
}

std::string chunk(const std::string& typeAndData) {
    const auto* const bytes = reinterpret_cast<const Bytef*>(typeAndData.data());
    return bigEndian(typeAndData.size() - 4) + typeAndData +
           bigEndian(crc32(0, bytes, static_cast<uInt>(typeAndData.size())));
}

std::string deflated(const std::string& text) {
    std::string packed(compressBound(text.size()), '\0');
    uLongf size = packed.size();
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
             text.size());
    packed.resize(size);
    return packed;
}

const std::string kZero(1, '\0');

}  // namespace

std::string pngBytes(const std::vector<std::string>& chunks) {
    std::string bytes = "\x89PNG\r\n\x1a\n";
    bytes += chunk("IHDR" + bigEndian(1) + bigEndian(1) + std::string("\x08\0\0\0\0", 5));
    for (const std::string& one : chunks) bytes += one;
    return bytes + chunk("IDAT" + deflated(std::string(2, '\0'))) + chunk("IEND");
}

std::string latin1Chunk(const std::string& key, const std::string& text) {
    return chunk("tEXt" + key + kZero + text);
}

std::string packedChunk(const std::string& key, const std::string& text) {
    return chunk("zTXt" + key + kZero + kZero + deflated(text));
}

std::string utf8Chunk(const std::string& key, const std::string& text) {
    return chunk("iTXt" + key + kZero + kZero + kZero + kZero + kZero + text);
}

}  // namespace featurescope::test
