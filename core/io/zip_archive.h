#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct zip;
struct zip_file;

namespace featurescope {

/// One member of a ZIP archive while it is unpacked. Every failure is a FileError.
class ZipMember {
  public:
    ZipMember(zip* archive, std::uint64_t index, const std::string& where);

    /// Size after unpacking as the archive states it; plausible for the packed size, but not to be trusted.
    std::uint64_t statedSize() const { return statedSize_; }
    /// Unpacks exactly `size` bytes into `target`.
    void readExactly(void* target, std::size_t size);
    /// Fails unless everything was read and its checksum is right.
    void requireEnd();

  private:
    struct Close {
        void operator()(zip_file* file) const;
    };
    std::string where_;
    std::uint64_t statedSize_ = 0;
    std::unique_ptr<zip_file, Close> file_;
};

/// A ZIP archive in memory, for reading. The bytes must outlive it.
class ZipArchive {
  public:
    ZipArchive(std::string_view bytes, const std::string& name);

    /// Names of the members, in the archive's order.
    const std::vector<std::string>& memberNames() const { return memberNames_; }
    ZipMember member(std::size_t index) const;

  private:
    struct Discard {
        void operator()(zip* archive) const;
    };
    std::string name_;
    std::unique_ptr<zip, Discard> archive_;
    std::vector<std::string> memberNames_;
};

/// A member of an archive to be written.
struct ZipContent {
    std::string name;
    std::string bytes;
};

/// The bytes of a ZIP archive with stored members. Same contents give the same bytes: all times are
/// 1980-01-01.
std::string zipBytes(const std::vector<ZipContent>& contents);

}  // namespace featurescope
