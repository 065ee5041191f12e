#include <QFileInfo>

#include "core/base/cancel.h"
#include "core/documents/session_export.h"
#include "core/io/atomic_file.h"
#include "core/recording/timeline_csv.h"
#include "ui/files/ask.h"
#include "ui/files/notice.h"
#include "ui/files/window_files.h"

// The numbers of a window, for other programs.

namespace featurescope::ui {

void WindowFiles::exportTables() {
    if (tables_.isBusy()) return notice_->say(tr("Data are still being exported."));
    askForNewFile(parts_.window, tr("Export data"), memory_.folder() + tr("/curves.csv"),
                  tr("Curves (*.csv);;Everything, for NumPy (*.npz)"), QStringLiteral("csv"),
                  [this](const QString& path) {
                      keeper_->take([this, path](SessionDocument session) {
                          if (!tables_.isBusy()) writeTables(std::move(session), path);
                      });
                  });
}

void WindowFiles::writeTables(SessionDocument session, const QString& path) {
    tableStop_ = {};
    const auto said = std::make_shared<std::pair<QString, bool>>();  // and whether it is about trouble
    tables_.run(
        [session = std::move(session), path, said, stop = tableStop_.get_token(),
         threads = parts_.session.learner.threads] {
            try {
                const std::string name = path.toStdString();
                QString note;
                if (path.endsWith(QStringLiteral(".npz"), Qt::CaseInsensitive)) {
                    const RestoredRun restored = restoredRun(session, threads, stop);
                    writeFileAtomically(name, npzBytes(exportedArrays(session, *restored.experiment)));
                    note = QLatin1Char(' ') + QString::fromStdString(restored.note);
                } else {
                    writeFileAtomically(name, timelineCsv(session.run.timeline));
                }
                *said = {tr("The data are in %1.").arg(path) + note, false};
            } catch (const Cancelled&) {
                *said = {tr("The export was stopped; nothing was written."), false};
            } catch (const std::exception& error) {
                *said = {QString::fromUtf8(error.what()), true};
            }
        },
        [this, said] {
            const auto& [text, isTrouble] = *said;
            isTrouble ? trouble(tr("Export data"), text) : notice_->say(text);
        });
}

}  // namespace featurescope::ui
