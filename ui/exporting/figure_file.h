#pragma once

#include <QByteArray>
#include <QImage>
#include <QJsonObject>
#include <QString>
#include <optional>
#include <string>

#include "core/documents/picture_recipe.h"
#include "core/run/snapshot.h"

namespace featurescope::ui {

class Figure;

/// A picture that is drawn but not yet put into the form of a file.
struct DrawnPicture {
    PictureFormat format = PictureFormat::png;
    QImage image{};         ///< for PNG
    QByteArray document{};  ///< for SVG and PDF
    std::optional<Recipe> recipe{};
};

/// What made a picture of this moment; `view` tells the window what was shown.
Recipe recipeOf(const Snapshot& snapshot, const QJsonObject& view);

/// Draws the figure for a file of this format. In the window's thread.
DrawnPicture drawn(const Figure& figure, PictureFormat format, const std::optional<Recipe>& recipe);

/// The file. Takes a tenth of a second or more for a large PNG, on any thread; FileError starts with `name`.
std::string fileOf(const DrawnPicture& picture, const std::string& name);

/// The format that the end of a file's name asks for; nothing when it is none of ours.
std::optional<PictureFormat> formatNamedBy(const QString& path);

/// A picture and where it goes.
struct PictureFile {
    DrawnPicture picture;
    QString path;
};

/// Writes one picture, complete or not at all; FileError.
void writePicture(const PictureFile& file);

}  // namespace featurescope::ui
