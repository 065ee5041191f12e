#include "core/documents/picture_recipe.h"

#include <algorithm>
#include <vector>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/gif_comment.h"
#include "core/io/png_text.h"
#include "core/io/xml_text.h"

namespace featurescope {
namespace {

constexpr std::string_view kElement = "recipe";
constexpr std::string_view kPacketStart = "<?xpacket begin=", kPacketEnd = "<?xpacket end=";

std::string recipeElement(const Recipe& recipe) {
    return "<featurescope:recipe xmlns:featurescope=\"" + std::string(kRecipeNamespace) + "\">" +
           xmlEscaped(recipeToJson(recipe)) + "</featurescope:recipe>";
}

std::optional<std::string> textNamed(const std::vector<PictureText>& texts, std::string_view key) {
    const auto found =
        std::find_if(texts.begin(), texts.end(), [&](const PictureText& text) { return text.key == key; });
    if (found == texts.end()) return std::nullopt;
    return found->text;
}

[[noreturn]] void refuseWithoutRecipe(const std::string& name) {
    throw InputError("The picture " + name +
                     " holds no experiment; only pictures that Featurescope exported do, and a program that "
                     "changes a picture may drop it.");
}

Recipe recipeInPng(std::string_view bytes, const std::string& name) {
    const std::vector<PictureText> texts = pngTexts(bytes, name);
    const std::optional<std::string> text = textNamed(texts, kRecipeKey);
    if (!text) refuseWithoutRecipe(name);
    Recipe recipe = recipeFromJson(*text, name);
    if (const std::optional<std::string> stepText = textNamed(texts, kStepKey)) {
        const std::optional<std::int64_t> step = parseInteger(*stepText);
        if (!step || *step < 0)
            throw InputError(name + ": " + std::string(kStepKey) + " is \"" + *stepText +
                             "\"; it must be an integer, 0 or larger.");
        recipe.step = *step;
    }
    return recipe;
}

/// XMP packets are made to be found without understanding the file around them; the last one counts.
std::string_view metadataPacket(std::string_view pdf) {
    const std::size_t start = pdf.rfind(kPacketStart);
    if (start == std::string_view::npos) return {};
    const std::size_t end = pdf.find(kPacketEnd, start);
    return end == std::string_view::npos ? std::string_view() : pdf.substr(start, end - start);
}

Recipe recipeInXml(std::string_view xml, const std::string& name) {
    const std::optional<std::string> text =
        xml.empty() ? std::nullopt : xmlElementText(xml, kRecipeNamespace, kElement, name);
    if (!text) refuseWithoutRecipe(name);
    return recipeFromJson(*text, name);
}

Recipe recipeInGif(std::string_view bytes, const std::string& name) {
    const std::string start = std::string(kRecipeKey) + ":";
    for (const std::string& comment : gifComments(bytes, name)) {
        if (comment.starts_with(start)) return recipeFromJson(comment.substr(start.size()), name);
    }
    refuseWithoutRecipe(name);
}

bool isSvg(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);  // byte-order mark
    bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
    constexpr std::size_t kProlog = 4096;
    return bytes.starts_with("<") && bytes.substr(0, kProlog).find("<svg") != std::string_view::npos;
}

}  // namespace

std::string svgWithRecipe(std::string svg, const Recipe& recipe) {
    const std::size_t start = xmlContentStart(svg, "The SVG document");
    return svg.insert(start, "\n<metadata>" + recipeElement(recipe) + "</metadata>");
}

std::string pdfMetadata(const Recipe& recipe) {
    // The letters after "begin" are a byte-order mark, and the id is the same in every packet.
    std::string packet(kPacketStart);
    packet +=
        "\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\">";
    packet += recipeElement(recipe);
    packet += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n";
    packet += kPacketEnd;
    packet += "\"r\"?>";
    return packet;
}

std::string gifComment(const Recipe& recipe) { return std::string(kRecipeKey) + ":" + recipeToJson(recipe); }

std::optional<PictureFormat> pictureFormat(std::string_view bytes) {
    if (isPng(bytes)) return PictureFormat::png;
    if (bytes.starts_with("%PDF-")) return PictureFormat::pdf;
    if (bytes.starts_with("GIF8")) return PictureFormat::gif;
    if (isSvg(bytes)) return PictureFormat::svg;
    return std::nullopt;
}

Recipe recipeInPicture(std::string_view bytes, const std::string& name) {
    const std::optional<PictureFormat> format = pictureFormat(bytes);
    if (!format) throw InputError(name + " is no PNG, SVG, PDF or GIF picture.");
    switch (*format) {
        case PictureFormat::png:
            return recipeInPng(bytes, name);
        case PictureFormat::svg:
            return recipeInXml(bytes, name);
        case PictureFormat::pdf:
            return recipeInXml(metadataPacket(bytes), name);
        case PictureFormat::gif:
            return recipeInGif(bytes, name);
    }
    refuseWithoutRecipe(name);
}

}  // namespace featurescope
