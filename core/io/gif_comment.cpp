#include "core/io/gif_comment.h"

#include <cstddef>

#include "core/base/errors.h"

namespace featurescope {
namespace {

/// Walks through the blocks of one file. The pictures are skipped, not unpacked.
class GifReader {
  public:
    GifReader(std::string_view bytes, const std::string& name) : rest_(bytes), name_(name) {}

    std::vector<std::string> read() {
        constexpr std::size_t kVersionBytes = 6, kScreenBytes = 7;
        take(kVersionBytes);
        skipColours(take(kScreenBytes)[4]);
        while (readBlock()) {
        }
        return std::move(comments_);
    }

  private:
    std::string_view take(std::size_t count) {
        if (rest_.size() < count) throw FileError("The picture " + name_ + " is damaged: it is cut off.");
        const std::string_view bytes = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return bytes;
    }

    /// False at the end of the file.
    bool readBlock() {
        constexpr char kExtension = '\x21', kImage = '\x2c', kEnd = '\x3b', kComment = '\xfe';
        const char kind = take(1)[0];
        if (kind == kExtension) {
            const bool isComment = take(1)[0] == kComment;
            std::string content = subBlocks();
            if (isComment) comments_.push_back(std::move(content));
            return true;
        }
        if (kind == kImage) {
            constexpr std::size_t kPlaceBytes = 9;
            skipColours(take(kPlaceBytes)[8]);
            take(1);  // code size
            subBlocks();
            return true;
        }
        if (kind != kEnd)
            throw FileError("The picture " + name_ + " is damaged: it holds a block of an unknown kind.");
        return false;
    }

    /// Skips the table of colours that the flags announce.
    void skipColours(char flags) {
        const auto bits = static_cast<unsigned char>(flags);
        constexpr unsigned kHasColours = 0x80, kSizeMask = 7;
        if ((bits & kHasColours) != 0) take(std::size_t{3} << ((bits & kSizeMask) + 1));
    }

    std::string subBlocks() {
        std::string content;
        while (const auto size = static_cast<unsigned char>(take(1)[0])) content += take(size);
        return content;
    }

    std::string_view rest_;
    const std::string& name_;
    std::vector<std::string> comments_;
};

}  // namespace

std::vector<std::string> gifComments(std::string_view bytes, const std::string& name) {
    return GifReader(bytes, name).read();
}

}  // namespace featurescope
