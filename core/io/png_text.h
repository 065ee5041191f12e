#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace featurescope {

/// A text that a picture carries beside its pixels.
struct PictureText {
    std::string key;
    std::string text;  ///< UTF-8
};

/// True when the bytes start as every PNG file does.
bool isPng(std::string_view bytes);

/// The texts of a PNG file (chunks tEXt, zTXt and iTXt) in its order. FileError starting with `name` when
/// the file is cut off or damaged; texts of more than 16 MiB in all are refused.
std::vector<PictureText> pngTexts(std::string_view bytes, const std::string& name);

}  // namespace featurescope
