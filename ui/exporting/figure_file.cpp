#include "ui/exporting/figure_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <algorithm>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/io/pdf_dates.h"
#include "ui/exporting/figure.h"

namespace featurescope::ui {
namespace {

std::string pngOf(QImage image, const std::optional<Recipe>& recipe, const std::string& name) {
    image.setText(QStringLiteral("Software"), QStringLiteral("Featurescope"));
    if (recipe) {
        image.setText(QString::fromUtf8(kRecipeKey.data(), std::ssize(kRecipeKey)),
                      QString::fromStdString(recipeToJson(*recipe)));
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG")) throw FileError(name + " cannot be made: there is not enough memory.");
    return buffer.data().toStdString();
}

}  // namespace

Recipe recipeOf(const Snapshot& snapshot, const QJsonObject& view) {
    Recipe recipe{.spec = snapshot.spec, .step = snapshot.step};
    // What happens later is no part of what made this moment.
    std::erase_if(recipe.spec.training.stepSizeChanges,
                  [&](const auto& change) { return change.step > snapshot.step; });
    if (!view.isEmpty()) recipe.view = QJsonDocument(view).toJson(QJsonDocument::Compact).toStdString();
    if (snapshot.scene) {
        recipe.engine = snapshot.scene->learner.engine;
        recipe.instructionSet = snapshot.scene->learner.instructionSet;
    }
    recipe.programVersion = QCoreApplication::applicationVersion().toStdString();
    recipe.weightsSha256 = snapshot.weightsSha256;
    recipe.outputWeightsSha256 = snapshot.outputWeightsSha256;
    return recipe;
}

DrawnPicture drawn(const Figure& figure, PictureFormat format, const std::optional<Recipe>& recipe) {
    DrawnPicture picture{.format = format, .recipe = recipe};
    if (format == PictureFormat::svg) {
        picture.document = figure.svg();
    } else if (format == PictureFormat::pdf) {
        picture.document =
            figure.pdf(recipe ? QByteArray::fromStdString(pdfMetadata(*recipe)) : QByteArray());
    } else {
        picture.image = figure.image();
    }
    return picture;
}

std::string fileOf(const DrawnPicture& picture, const std::string& name) {
    switch (picture.format) {
        case PictureFormat::svg: {
            std::string svg = picture.document.toStdString();
            return picture.recipe ? svgWithRecipe(std::move(svg), *picture.recipe) : svg;
        }
        case PictureFormat::pdf:
            return pdfWithFixedDates(picture.document.toStdString(), name);
        case PictureFormat::png:
            return pngOf(picture.image, picture.recipe, name);
        case PictureFormat::gif:
            break;
    }
    throw FileError(name + " cannot be made: a GIF holds a movie, not one picture.");
}

std::optional<PictureFormat> formatNamedBy(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QStringLiteral("png")) return PictureFormat::png;
    if (suffix == QStringLiteral("svg")) return PictureFormat::svg;
    if (suffix == QStringLiteral("pdf")) return PictureFormat::pdf;
    return std::nullopt;
}

void writePicture(const PictureFile& file) {
    const std::string path = file.path.toStdString();
    writeFileAtomically(path, fileOf(file.picture, path));
}

}  // namespace featurescope::ui
