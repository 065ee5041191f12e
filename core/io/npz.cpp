#include "core/io/npz.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <limits>
#include <optional>
#include <set>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/io/npy_header.h"
#include "core/io/zip_archive.h"

namespace featurescope {
namespace {

static_assert(std::endian::native == std::endian::little, "arrays are stored little endian");

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::string_view kSuffix = ".npy";

/// Product of the extents; nothing when it exceeds `limit`.
std::optional<std::size_t> elementCount(const std::vector<std::size_t>& shape, std::size_t limit) {
    std::size_t count = 1;
    for (const std::size_t extent : shape) {
        if (extent == 0) return 0;
    }
    for (const std::size_t extent : shape) {
        if (count > limit / extent) return std::nullopt;
        count *= extent;
    }
    return count;
}

/// The same numbers in C order.
template <typename Number>
std::vector<Number> inCOrder(const std::vector<Number>& fortran, const std::vector<std::size_t>& shape) {
    std::vector<Number> values;
    values.reserve(fortran.size());
    std::vector<std::size_t> index(shape.size(), 0);
    while (values.size() < fortran.size()) {
        std::size_t place = 0;
        for (std::size_t axis = shape.size(); axis-- > 0;) place = place * shape[axis] + index[axis];
        values.push_back(fortran[place]);
        for (std::size_t axis = shape.size(); axis-- > 0 && ++index[axis] == shape[axis];) index[axis] = 0;
    }
    return values;
}

/// Unpacks one array.
class ArrayReader {
  public:
    ArrayReader(ZipMember member, std::string where, std::string fileName, std::string arrayName)
        : member_(std::move(member)),
          where_(std::move(where)),
          fileName_(std::move(fileName)),
          arrayName_(std::move(arrayName)) {}

    NpyArray read() {
        const NpyHeader header = readHeader();
        NpyArray array;
        array.shape = header.shape;
        if (header.type == "<f4")
            array.values = readNumbers<float>(header);
        else if (header.type == "<f8")
            array.values = readNumbers<double>(header);
        else if (header.type == "|i1" || header.type == "<i1")
            array.values = readNumbers<std::int8_t>(header);
        else if (header.type == "<i4")
            array.values = readNumbers<std::int32_t>(header);
        else if (header.type == "<i8")
            array.values = readNumbers<std::int64_t>(header);
        else if (header.type.starts_with("|S"))
            array.values = readByteString(header);
        else
            refuseType(header);
        member_.requireEnd();
        return array;
    }

  private:
    [[noreturn]] void damaged(const std::string& why) const {
        throw FileError(where_ + " is damaged or no array: " + why + ".");
    }
    [[noreturn]] void refuseType(const NpyHeader& header) const {
        throw InputError(fileName_ + ": " + arrayName_ + " has the type \"" + header.type.substr(0, 40) +
                         "\"; it must be float32, float64, int8, int32 or int64, little endian.");
    }

    NpyHeader readHeader() {
        std::array<char, 8> start;
        member_.readExactly(start.data(), start.size());
        if (std::string_view(start.data(), kMagic.size()) != kMagic)
            damaged("it does not start like an .npy file");
        const char version = start[6];
        if (version < 1 || version > 3) damaged("its format version is not 1, 2 or 3");
        std::array<unsigned char, 4> length{};
        const std::size_t lengthBytes = version == 1 ? 2 : 4;
        member_.readExactly(length.data(), lengthBytes);
        std::size_t size = 0;
        for (std::size_t i = lengthBytes; i-- > 0;) size = size << 8 | length[i];
        constexpr std::size_t kLongestHeader = std::size_t{1} << 16;
        if (size > kLongestHeader) damaged("its header is longer than 65536 bytes");
        std::string text(size, '\0');
        member_.readExactly(text.data(), size);
        const std::optional<NpyHeader> header = parseNpyHeader(text);
        if (!header) damaged("its header cannot be understood");
        bytesLeft_ = member_.statedSize() -
                     std::min<std::uint64_t>(member_.statedSize(), start.size() + lengthBytes + size);
        return *header;
    }

    template <typename Number>
    std::vector<Number> readNumbers(const NpyHeader& header) {
        const auto count = elementCount(header.shape, static_cast<std::size_t>(bytesLeft_ / sizeof(Number)));
        if (!count || *count * sizeof(Number) != bytesLeft_) damaged("its size does not fit its shape");
        std::vector<Number> values;
        // Memory follows the bytes that are really there, in case the stated size is a lie.
        constexpr std::size_t kBlock = std::size_t{1} << 20;
        while (values.size() < *count) {
            const std::size_t before = values.size(), more = std::min(kBlock, *count - before);
            values.resize(before + more);
            member_.readExactly(values.data() + before, more * sizeof(Number));
        }
        return header.isFortranOrder && header.shape.size() > 1 ? inCOrder(values, header.shape) : values;
    }

    std::string readByteString(const NpyHeader& header) {
        const std::string_view digits = std::string_view(header.type).substr(2);
        std::size_t size = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), size);
        if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size()) refuseType(header);
        if (!header.shape.empty()) {
            throw InputError(fileName_ + ": " + arrayName_ +
                             " is an array of byte strings; it must be a single one.");
        }
        constexpr std::size_t kLongestText = std::size_t{1} << 26;
        if (size != bytesLeft_ || size > kLongestText) damaged("its size does not fit its type");
        std::string text(size, '\0');
        member_.readExactly(text.data(), size);
        text.erase(text.find_last_not_of('\0') + 1);  // NumPy pads with zeros and drops them when reading
        return text;
    }

    ZipMember member_;
    std::string where_, fileName_, arrayName_;
    std::uint64_t bytesLeft_ = 0;
};

template <typename Number>
constexpr std::string_view typeText() {
    if constexpr (std::is_same_v<Number, float>) return "<f4";
    if constexpr (std::is_same_v<Number, double>) return "<f8";
    if constexpr (std::is_same_v<Number, std::int8_t>) return "|i1";
    if constexpr (std::is_same_v<Number, std::int32_t>) return "<i4";
    return "<i8";
}

template <typename Number>
std::string npyBytes(const std::vector<std::size_t>& shape, const std::vector<Number>& values) {
    std::string bytes = npyPreamble({std::string(typeText<Number>()), false, shape});
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Number));
    return bytes;
}

std::string npyBytes(const std::vector<std::size_t>& shape, const std::string& text) {
    const auto size = static_cast<std::int64_t>(std::max<std::size_t>(text.size(), 1));
    std::string bytes = npyPreamble({"|S" + numberText(size), false, shape}) + text;
    if (text.empty()) bytes += '\0';
    return bytes;
}

}  // namespace

std::vector<NpzEntry> readNpz(const std::filesystem::path& path, std::uint64_t maximumBytes) {
    constexpr std::uint64_t kRoomForHeaders = std::uint64_t{1} << 20;
    return readNpzBytes(readWholeFile(path, maximumBytes + kRoomForHeaders), path.string(), maximumBytes);
}

std::vector<NpzEntry> readNpzBytes(std::string_view bytes, const std::string& name,
                                   std::uint64_t maximumBytes) {
    const ZipArchive archive(bytes, name);
    constexpr std::size_t kMostArrays = 10000;
    if (archive.memberNames().size() > kMostArrays) throw FileError(name + " holds more than 10000 arrays.");
    // All of them are looked at before the first is unpacked.
    std::vector<std::string> arrayNames;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < archive.memberNames().size(); ++i) {
        const std::string& memberName = archive.memberNames()[i];
        if (!memberName.ends_with(kSuffix))
            throw InputError(name + " holds \"" + memberName + "\", which is no array.");
        arrayNames.push_back(memberName.substr(0, memberName.size() - kSuffix.size()));
        if (!seen.insert(arrayNames.back()).second)
            throw FileError(name + " holds " + arrayNames.back() + " twice.");
        const std::uint64_t size = archive.member(i).statedSize();
        if (size > maximumBytes) {
            throw InputError(name + ": " + arrayNames.back() + " unpacks to more than the " +
                             numberText(static_cast<std::int64_t>(maximumBytes)) + " bytes that are left.");
        }
        maximumBytes -= size;
    }
    std::vector<NpzEntry> entries;
    for (std::size_t i = 0; i < arrayNames.size(); ++i) {
        const std::string where = name + ": " + archive.memberNames()[i];
        entries.push_back({arrayNames[i], ArrayReader(archive.member(i), where, name, arrayNames[i]).read()});
    }
    return entries;
}

std::string npzBytes(const std::vector<NpzEntry>& entries) {
    std::vector<ZipContent> contents;
    contents.reserve(entries.size());
    for (const NpzEntry& entry : entries) {
        contents.push_back(
            {entry.name + std::string(kSuffix),
             std::visit([&](const auto& values) { return npyBytes(entry.array.shape, values); },
                        entry.array.values)});
    }
    return zipBytes(contents);
}

}  // namespace featurescope
