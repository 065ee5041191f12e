#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/documents/recipe.h"

namespace featurescope {

// How a recipe travels in a picture:
//   PNG  a text chunk with the key kRecipeKey (QImage::setText writes one)
//   SVG  the element "recipe" of kRecipeNamespace inside <metadata>
//   PDF  the same element inside an uncompressed XMP packet, the document's metadata stream
//   GIF  a comment that starts with kRecipeKey and a colon
// Each holds the text of recipeToJson.

/// Key of the recipe in PNG files. Pictures of version 0.1 hold the bare spec there, and the step under
/// kStepKey.
inline constexpr std::string_view kRecipeKey = "featurescope";
inline constexpr std::string_view kStepKey = "featurescope-step";
inline constexpr std::string_view kRecipeNamespace = "urn:featurescope:recipe#";

/// The SVG document with the recipe as the first thing in it. FileError when it is no XML document.
std::string svgWithRecipe(std::string svg, const Recipe& recipe);

/// The XMP packet to give to QPdfWriter::setDocumentXmpMetadata, which stores it as it is.
std::string pdfMetadata(const Recipe& recipe);

/// The text to give to a GIF file as its comment.
std::string gifComment(const Recipe& recipe);

/// The file formats of pictures that can carry a recipe.
enum class PictureFormat { png, svg, pdf, gif };

/// What the bytes are by their first ones, whatever the file is called; nothing when they are no picture.
std::optional<PictureFormat> pictureFormat(std::string_view bytes);

/// The recipe in the bytes of a picture. InputError when there is none (or the bytes are no picture at all),
/// FileError when the file is damaged; both start with `name`.
Recipe recipeInPicture(std::string_view bytes, const std::string& name);

}  // namespace featurescope
