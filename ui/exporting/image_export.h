#pragma once

#include <QImage>
#include <QString>
#include <functional>
#include <thread>

#include "core/spec/experiment_spec.h"

class QWidget;

namespace featurescope::ui {

/// The widget as a picture, drawn anew with so many pixels per pixel of the screen (2 or 4 for print).
QImage pictureOf(QWidget& widget, double pixelRatio);

/// Writes a PNG that carries the spec and the step; the file appears complete or not at all.
/// Throws FileError. May be called on any thread.
void savePng(QImage picture, const QString& path, const ExperimentSpec& spec, std::int64_t step);

/// Saves pictures on a thread of its own, since encoding takes a tenth of a second or more.
class PictureSaver {
  public:
    PictureSaver() = default;
    /// Waits for a picture that is being written.
    ~PictureSaver();
    /// `done` is called on the saving thread with an empty text, or with a sentence that says what went
    /// wrong.
    void save(QImage picture, QString path, ExperimentSpec spec, std::int64_t step,
              std::function<void(QString)> done);

  private:
    std::jthread thread_;
};

}  // namespace featurescope::ui
