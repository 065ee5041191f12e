#include "core/documents/picture_recipe.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "core/base/errors.h"
#include "core/io/gif_writer.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/support/png_bytes.h"

namespace featurescope {
namespace {

using test::latin1Chunk;
using test::packedChunk;
using test::pngBytes;
using test::utf8Chunk;

constexpr std::string_view kSvg =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
    "<svg width=\"8cm\" xmlns=\"http://www.w3.org/2000/svg\" version=\"1.2\">\n"
    "<title>Qt SVG Document</title>\n<text x=\"1\">Loss &gt; 0</text></svg>\n";

Recipe someRecipe() {
    return {.spec = withoutOpening(scenarioNamed("figure-1")),
            .step = 120,
            .view = R"({"text": "]]> <recipe> & --> <?xpacket end="})",
            .engine = "primal",
            .instructionSet = "avx512",
            .programVersion = "0.1.0",
            .weightsSha256 = std::string(64, '7')};
}

std::string pdfWith(const std::string& metadata) {
    return "%PDF-1.4\n2 0 obj\n<<\n/Type /Metadata /Subtype /XML\n/Length 1\n>>\nstream\n" + metadata +
           "\nendstream\nendobj\n%%EOF\n";
}

std::string gifWith(const std::string& comment) {
    const std::vector<std::uint8_t> pixels(12, 100);
    const RgbPicture frame{pixels, 2, 2, 6};
    PaletteSampler sampler;
    sampler.add(frame);
    std::string bytes;
    GifWriter writer({.width = 2, .height = 2, .palette = sampler.palette(), .comment = comment},
                     [&bytes](std::string_view piece) { bytes += piece; });
    writer.add(frame);
    writer.finish();
    return bytes;
}

template <typename Error>
std::string refusalOf(const std::string& bytes) {
    try {
        recipeInPicture(bytes, "picture");
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(PictureRecipe, IsReadFromEveryTextChunkOfAPng) {
    const std::string json = recipeToJson(someRecipe());
    for (const std::string& chunk : {latin1Chunk("featurescope", json), packedChunk("featurescope", json),
                                     utf8Chunk("featurescope", json)}) {
        const std::string png = pngBytes({latin1Chunk("Software", "Featurescope"), chunk});
        EXPECT_EQ(recipeInPicture(png, "x"), someRecipe());
    }
}

TEST(PictureRecipe, IsReadFromPicturesOfTheFirstVersion) {
    const std::string spec = specToCompactJson(scenarioNamed("lazy"));
    const std::string png =
        pngBytes({packedChunk("featurescope", spec), latin1Chunk("featurescope-step", "200")});
    EXPECT_EQ(recipeInPicture(png, "x"), (Recipe{.spec = scenarioNamed("lazy"), .step = 200}));
    const std::string wrong =
        pngBytes({packedChunk("featurescope", spec), latin1Chunk("featurescope-step", "-2")});
    EXPECT_NE(refusalOf<InputError>(wrong).find("featurescope-step is \"-2\""), std::string::npos);
}

TEST(PictureRecipe, GoesIntoAnSvgAndComesBack) {
    const std::string svg = svgWithRecipe(std::string(kSvg), someRecipe());
    EXPECT_EQ(recipeInPicture(svg, "x"), someRecipe());
    EXPECT_NE(svg.find("version=\"1.2\">\n<metadata><featurescope:recipe"), std::string::npos) << svg;
    EXPECT_NE(svg.find("<text x=\"1\">Loss &gt; 0</text></svg>\n"), std::string::npos);
    EXPECT_EQ(svg, svgWithRecipe(std::string(kSvg), someRecipe()));
}

TEST(PictureRecipe, GoesIntoAPdfAndComesBack) {
    const std::string pdf = pdfWith(pdfMetadata(someRecipe()));
    EXPECT_EQ(recipeInPicture(pdf, "x"), someRecipe());
}

TEST(PictureRecipe, OfAPdfChangedByAppendingIsTheLast) {
    Recipe old = someRecipe();
    old.step = 7;
    EXPECT_EQ(recipeInPicture(pdfWith(pdfMetadata(old)) + pdfWith(pdfMetadata(someRecipe())), "x"),
              someRecipe());
}

TEST(PictureRecipe, GoesIntoAGifAndComesBack) {
    EXPECT_EQ(recipeInPicture(gifWith(gifComment(someRecipe())), "x"), someRecipe());
}

TEST(PictureRecipe, SaysWhenThereIsNone) {
    for (const std::string& bytes :
         {pngBytes({latin1Chunk("Software", "another")}), std::string(kSvg), pdfWith("<x/>"),
          std::string("%PDF-1.4\n%%EOF"), gifWith(""), gifWith("hello")}) {
        EXPECT_NE(refusalOf<InputError>(bytes).find("picture holds no experiment"), std::string::npos);
    }
    for (const char* bytes : {"", "hello", "<html></html>", "{}"})
        EXPECT_NE(refusalOf<InputError>(bytes).find("picture is no PNG, SVG, PDF or GIF"), std::string::npos)
            << bytes;
}

TEST(PictureRecipe, SaysWhenTheFileIsDamaged) {
    const std::string png = pngBytes({packedChunk("featurescope", recipeToJson(someRecipe()))});
    for (std::size_t size = 8; size < png.size(); size += 11)
        EXPECT_NE(refusalOf<FileError>(png.substr(0, size)).find("picture is damaged"), std::string::npos)
            << size;
    std::string flipped = png;
    flipped[60] ^= 1;
    EXPECT_NE(refusalOf<FileError>(flipped).find("checksum"), std::string::npos);
    const std::string svg = svgWithRecipe(std::string(kSvg), someRecipe());
    EXPECT_NE(refusalOf<FileError>(svg.substr(0, 300)).find("not well-formed"), std::string::npos);
    const std::string gif = gifWith(gifComment(someRecipe()));
    EXPECT_NE(refusalOf<FileError>(gif.substr(0, 900)), "accepted");
}

TEST(PictureRecipe, OfSvgRefusesWhatIsNoSvg) {
    for (const char* bytes : {"", "no xml", "<svg/>", "<svg"})
        EXPECT_THROW(svgWithRecipe(bytes, someRecipe()), FileError) << bytes;
}

TEST(PictureFormat, GoesByTheFirstBytes) {
    EXPECT_EQ(pictureFormat(pngBytes({})), PictureFormat::png);
    EXPECT_EQ(pictureFormat(kSvg), PictureFormat::svg);
    EXPECT_EQ(pictureFormat("\xef\xbb\xbf <svg xmlns='x'/>"), PictureFormat::svg);
    EXPECT_EQ(pictureFormat("%PDF-1.7"), PictureFormat::pdf);
    EXPECT_EQ(pictureFormat("GIF89a"), PictureFormat::gif);
    EXPECT_EQ(pictureFormat("PK\x03\x04"), std::nullopt);
}

}  // namespace
}  // namespace featurescope
