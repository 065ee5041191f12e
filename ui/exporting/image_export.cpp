#include "ui/exporting/image_export.h"

#include <QCoreApplication>
#include <QSaveFile>
#include <QWidget>

#include "core/base/errors.h"
#include "core/spec/spec_json.h"

namespace featurescope::ui {

QImage pictureOf(QWidget& widget, double pixelRatio) {
    // What has been asked to change its place must be there in the picture.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const QSize size = widget.size() * pixelRatio;
    QImage picture(size, QImage::Format_RGB32);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(widget.palette().color(QPalette::Window));
    widget.render(&picture);
    return picture;
}

void savePng(QImage picture, const QString& path, const ExperimentSpec& spec, std::int64_t step) {
    picture.setText(QStringLiteral("Software"), QStringLiteral("Featurescope"));
    picture.setText(QStringLiteral("featurescope"), QString::fromStdString(specToCompactJson(spec)));
    picture.setText(QStringLiteral("featurescope-step"), QString::number(step));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !picture.save(&file, "PNG") || !file.commit()) {
        throw FileError("The picture \"" + path.toStdString() +
                        "\" cannot be written: " + file.errorString().toStdString() + ".");
    }
}

PictureSaver::~PictureSaver() = default;

void PictureSaver::save(QImage picture, QString path, ExperimentSpec spec, std::int64_t step,
                        std::function<void(QString)> done) {
    // Assigning joins the previous picture's thread.
    thread_ = std::jthread([picture = std::move(picture), path = std::move(path), spec = std::move(spec),
                            step, done = std::move(done)] {
        QString problem;
        try {
            savePng(picture, path, spec, step);
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        done(problem);
    });
}

}  // namespace featurescope::ui
