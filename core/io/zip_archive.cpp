#include "core/io/zip_archive.h"

#include <zip.h>

#include <stdexcept>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

[[noreturn]] void damaged(const std::string& where, const std::string& why) {
    throw FileError(where + " is damaged or no .npz file: " + why + ".");
}

std::string textOf(zip_error_t& error) {
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

[[noreturn]] void writingFailed(const char* why) {
    throw std::runtime_error("A ZIP archive could not be put together: " + std::string(why) + ".");
}

using OwnedSource = std::unique_ptr<zip_source_t, decltype(&zip_source_free)>;

void addStored(zip_t* archive, const ZipContent& content) {
    OwnedSource source(zip_source_buffer(archive, content.bytes.data(), content.bytes.size(), 0),
                       &zip_source_free);
    if (!source) writingFailed(zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, content.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) writingFailed(zip_strerror(archive));
    static_cast<void>(source.release());  // it is the archive's now
    constexpr zip_uint16_t kFirstOfJanuary1980 = (1 << 5) | 1;
    const auto added = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(archive, added, ZIP_CM_STORE, 0);
    zip_file_set_dostime(archive, added, 0, kFirstOfJanuary1980, 0);
}

}  // namespace

void ZipMember::Close::operator()(zip_file* file) const { zip_fclose(file); }

ZipMember::ZipMember(zip* archive, std::uint64_t index, const std::string& where) : where_(where) {
    zip_stat_t state;
    zip_stat_init(&state);
    constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive, index, 0, &state) != 0 || (state.valid & kNeeded) != kNeeded) {
        damaged(where_, "its size is not stated");
    }
    if (state.encryption_method != ZIP_EM_NONE) damaged(where_, "it is encrypted");
    // Deflate packs at most 1032 to 1, so a larger claim is a lie.
    constexpr std::uint64_t kMostPacked = 1100, kSmall = 64;
    if (state.size / kMostPacked > state.comp_size + kSmall) damaged(where_, "its size cannot be true");
    statedSize_ = state.size;
    file_.reset(zip_fopen_index(archive, index, 0));
    if (!file_) damaged(where_, zip_strerror(archive));
}

void ZipMember::readExactly(void* target, std::size_t size) {
    auto* bytes = static_cast<char*>(target);
    while (size > 0) {
        const zip_int64_t count = zip_fread(file_.get(), bytes, size);
        if (count < 0) damaged(where_, zip_file_strerror(file_.get()));
        if (count == 0) damaged(where_, "it ends too early");
        bytes += count;
        size -= static_cast<std::size_t>(count);
    }
}

void ZipMember::requireEnd() {
    char extra = 0;
    const zip_int64_t count = zip_fread(file_.get(), &extra, 1);
    if (count < 0) damaged(where_, zip_file_strerror(file_.get()));
    if (count > 0) damaged(where_, "it is longer than its header says");
}

void ZipArchive::Discard::operator()(zip* archive) const { zip_discard(archive); }

ZipArchive::ZipArchive(std::string_view bytes, const std::string& name) : name_(name) {
    if (bytes.empty()) damaged(name_, "it is empty");  // libzip would take it for an archive without members
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) damaged(name_, textOf(error));
    archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive_) {
        zip_source_free(source);
        damaged(name_, textOf(error));
    }
    zip_error_fini(&error);
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    std::uint64_t left = bytes.size();
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* const member = zip_get_name(archive_.get(), index, 0);
        if (member == nullptr) damaged(name_, "a name in it cannot be read");
        memberNames_.emplace_back(member);
        // Members that share their bytes could unpack to any multiple of what is there.
        zip_stat_t state;
        zip_stat_init(&state);
        if (zip_stat_index(archive_.get(), index, 0, &state) != 0 ||
            (state.valid & ZIP_STAT_COMP_SIZE) == 0 || state.comp_size > left)
            damaged(name_, "its members are larger than it is");
        left -= state.comp_size;
    }
}

ZipMember ZipArchive::member(std::size_t index) const {
    return {archive_.get(), index, name_ + ": " + memberNames_[index]};
}

std::string zipBytes(const std::vector<ZipContent>& contents) {
    const OwnedSource target(zip_source_buffer_create(nullptr, 0, 0, nullptr), &zip_source_free);
    if (!target) writingFailed("no memory");
    std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
        zip_open_from_source(target.get(), ZIP_TRUNCATE, nullptr), &zip_discard);
    if (!archive) writingFailed("no memory");
    zip_source_keep(target.get());  // the archive gives its share back when it is closed or discarded
    for (const ZipContent& content : contents) addStored(archive.get(), content);
    if (zip_close(archive.get()) != 0) writingFailed(zip_strerror(archive.get()));
    static_cast<void>(archive.release());  // closing has freed it

    std::string bytes;
    zip_stat_t state;
    zip_stat_init(&state);
    if (zip_source_stat(target.get(), &state) != 0 || zip_source_open(target.get()) != 0)
        writingFailed("no content");
    bytes.resize(state.size);
    const zip_int64_t count = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (count < 0 || static_cast<std::size_t>(count) != bytes.size()) writingFailed("no content");
    return bytes;
}

}  // namespace featurescope
