#include "core/io/png_text.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "core/base/errors.h"

namespace featurescope {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::size_t kMostTextBytes = std::size_t{1} << 24;

std::uint32_t bigEndian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

std::string utf8FromLatin1(std::string_view latin1) {
    std::string text;
    text.reserve(latin1.size());
    for (const char letter : latin1) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x80) {
            text += letter;
        } else {
            text += static_cast<char>(0xc0 | code >> 6);
            text += static_cast<char>(0x80 | (code & 0x3f));
        }
    }
    return text;
}

/// Reads the chunks of one file.
class PngReader {
  public:
    PngReader(std::string_view bytes, const std::string& name) : rest_(bytes), name_(name) {}

    std::vector<PictureText> read() {
        if (!isPng(rest_)) damaged("it does not start as a PNG file");
        rest_.remove_prefix(kSignature.size());
        while (readChunk()) {
        }
        return std::move(texts_);
    }

  private:
    [[noreturn]] void damaged(const std::string& why) const {
        throw FileError("The picture " + name_ + " is damaged: " + why + ".");
    }

    /// False after the last chunk.
    bool readChunk() {
        constexpr std::size_t kAround = 12;  // length, type, checksum
        if (rest_.size() < kAround) damaged("it is cut off");
        const std::size_t length = bigEndian(rest_);
        if (length > rest_.size() - kAround) damaged("it is cut off");
        const std::string_view typeAndData = rest_.substr(4, 4 + length);
        const std::string_view type = typeAndData.substr(0, 4), data = typeAndData.substr(4);
        const std::uint32_t checksum = bigEndian(rest_.substr(8 + length));
        rest_.remove_prefix(kAround + length);
        if (type == "tEXt" || type == "zTXt" || type == "iTXt") {
            if (crc32_z(0, reinterpret_cast<const Bytef*>(typeAndData.data()), typeAndData.size()) !=
                checksum)
                damaged("the checksum of a text in it is wrong");
            readText(type, data);
        }
        return type != "IEND";
    }

    void readText(std::string_view type, std::string_view data) {
        const std::string key = utf8FromLatin1(upToZero(data));
        if (type == "tEXt") {
            add(key, utf8FromLatin1(data));
        } else if (type == "zTXt") {
            requireDeflate(data, 1);
            add(key, utf8FromLatin1(inflated(data.substr(1))));
        } else {
            requireDeflate(data, 2);
            const bool isCompressed = data[0] != 0;
            data.remove_prefix(2);
            upToZero(data);  // language
            upToZero(data);  // translated key
            add(key, isCompressed ? inflated(data) : std::string(data));
        }
    }

    /// Takes the text up to the next zero byte off the front of `data`, and that byte.
    std::string_view upToZero(std::string_view& data) const {
        const std::size_t end = data.find('\0');
        if (end == std::string_view::npos) damaged("a text in it has no end");
        const std::string_view text = data.substr(0, end);
        data.remove_prefix(end + 1);
        return text;
    }

    /// The last of the first `count` bytes names the compression, of which there is but one.
    void requireDeflate(std::string_view data, std::size_t count) const {
        if (data.size() < count || data[count - 1] != 0) damaged("a text in it is packed in an unknown way");
    }

    std::string inflated(std::string_view packed) const {
        z_stream stream{};
        if (inflateInit(&stream) != Z_OK) damaged("there is no memory to unpack it");
        const std::unique_ptr<z_stream, decltype(&inflateEnd)> ended(&stream, &inflateEnd);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib only reads it
        stream.avail_in = static_cast<uInt>(packed.size());
        std::string text;
        std::array<char, 1 << 14> block{};
        int state = Z_OK;
        while (state == Z_OK && text.size() <= kMostTextBytes) {
            stream.next_out = reinterpret_cast<Bytef*>(block.data());
            stream.avail_out = static_cast<uInt>(block.size());
            state = inflate(&stream, Z_NO_FLUSH);
            text.append(block.data(), block.size() - stream.avail_out);
        }
        if (state != Z_STREAM_END && text.size() <= kMostTextBytes)
            damaged("a text in it cannot be unpacked");
        return text;
    }

    void add(std::string key, std::string text) {
        textBytes_ += text.size();
        if (textBytes_ > kMostTextBytes) damaged("its texts are larger than 16 MiB");
        texts_.push_back({std::move(key), std::move(text)});
    }

    std::string_view rest_;
    const std::string& name_;
    std::vector<PictureText> texts_;
    std::size_t textBytes_ = 0;
};

}  // namespace

bool isPng(std::string_view bytes) { return bytes.starts_with(kSignature); }

std::vector<PictureText> pngTexts(std::string_view bytes, const std::string& name) {
    return PngReader(bytes, name).read();
}

}  // namespace featurescope
