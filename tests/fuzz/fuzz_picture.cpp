#include <zlib.h>

#include "core/documents/picture_recipe.h"
#include "core/io/pdf_dates.h"
#include "core/spec/scenario_table.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

namespace {

std::uint32_t bigEndian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

/// The PNG file with the checksum of every chunk put right, since a mutation hardly ever finds it.
std::string withChecksums(std::string png) {
    constexpr std::size_t kSignature = 8, kAround = 12;
    std::size_t place = kSignature;
    while (place + kAround <= png.size()) {
        const std::size_t length = bigEndian(std::string_view(png).substr(place));
        if (length > png.size() - place - kAround) break;
        auto* const typeAndData = reinterpret_cast<const Bytef*>(&png[place + 4]);
        const unsigned long checksum = crc32_z(0, typeAndData, length + 4);
        for (std::size_t i = 0; i < 4; ++i)
            png[place + 8 + length + i] = static_cast<char>(checksum >> (24 - 8 * i) & 255);
        place += kAround + length;
    }
    return png;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(fuzz::inputText(data, size));
    fuzz::mayRefuse([&] { recipeInPicture(bytes, "input"); });
    switch (pictureFormat(bytes).value_or(PictureFormat::gif)) {
        case PictureFormat::png:
            fuzz::mayRefuse([&] { recipeInPicture(withChecksums(bytes), "input"); });
            break;
        case PictureFormat::svg:
            fuzz::mayRefuse([&] { svgWithRecipe(bytes, {.spec = scenarioNamed("lazy")}); });
            break;
        case PictureFormat::pdf:
            fuzz::mayRefuse([&] {
                fuzz::require(pdfWithFixedDates(bytes, "input").size() == bytes.size(),
                              "overwriting dates keeps the size");
            });
            break;
        case PictureFormat::gif:
            break;
    }
    return 0;
}
