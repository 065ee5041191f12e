#include <QFileInfo>
#include <filesystem>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/io/csv_table.h"
#include "ui/controls/file_menu.h"
#include "ui/files/ask.h"
#include "ui/files/data_dialog.h"
#include "ui/files/notice.h"
#include "ui/files/window_files.h"
#include "ui/panels/plot_view.h"
#include "ui/session/session_presenter.h"

// Own data of a window: tables, points drawn by hand, and data files that must be found again.

namespace featurescope::ui {

void WindowFiles::openTable(const QString& path) {
    const auto table = std::make_shared<std::optional<CsvTable>>();
    const auto problem = std::make_shared<QString>();
    reading_.run(
        [table, problem, path] {
            try {
                const std::string name = path.toStdString();
                table->emplace(readCsvTable(name));
            } catch (const std::exception& error) {
                *problem = QString::fromUtf8(error.what());
            }
        },
        [this, table, problem, path] {
            if (!problem->isEmpty()) return trouble(tr("Open"), *problem);
            auto* dialog = new DataDialog(std::move(**table), parts_.window);
            connect(dialog, &DataDialog::chosen, this,
                    [this, path](std::shared_ptr<const GivenData> data, const QString& report,
                                 const QByteArray& npz) { useTable(path, std::move(data), report, npz); });
            dialog->open();
        });
}

void WindowFiles::useTable(const QString& path, std::shared_ptr<const GivenData> data, const QString& report,
                           const QByteArray& npz) {
    OpenedDocument document{.spec = specForGivenData(parts_.content().snapshot->spec, *data)};
    document.data = std::move(data);
    showTable(std::move(document), path, report, npz);
}

void WindowFiles::showTable(OpenedDocument document, const QString& path, const QString& report,
                            const QByteArray& npz) {
    const std::string sha256 = document.data->sha256;
    document.spec.title = QFileInfo(path).fileName().toStdString();
    ownedData_.insert(sha256);
    start({std::move(document), path});
    notice_->say(report);
    keepData(sha256, npz);
}

/// Keeps data that are no data file under their hash, so that pictures and autosaved sessions find them
/// again.
void WindowFiles::keepData(const std::string& sha256, const QByteArray& npz) {
    const QString place = memory_.placeForData(sha256);
    if (place.isEmpty()) return;
    if (keeping_.isBusy()) {
        dataToKeep_ = {sha256, npz};
        return;
    }
    const auto problem = std::make_shared<QString>();
    keeping_.run(
        [place, npz, problem] {
            try {
                std::filesystem::create_directories(QFileInfo(place).path().toStdString());
                writeFileAtomically(place.toStdString(), npz.toStdString());
            } catch (const std::exception& error) {
                *problem = QString::fromUtf8(error.what());
            }
        },
        [this, sha256, problem] {
            if (problem->isEmpty()) {
                storedData_.insert(sha256);
            } else {
                notice_->say(
                    tr("The data are only in this window until the session is saved: %1").arg(*problem));
            }
            if (!dataToKeep_) return;
            const auto [hash, bytes] = *std::exchange(dataToKeep_, std::nullopt);
            keepData(hash, bytes);
        });
}

void WindowFiles::drawPoints(bool on) {
    const QWidget* const panel = on ? parts_.inputSpace() : nullptr;
    auto* const plot = panel ? panel->findChild<PlotView*>(QStringLiteral("plot")) : nullptr;
    pointTool_.use(plot);
    parts_.menu->showDrawing(plot != nullptr);
    if (!plot) return;
    const std::shared_ptr<const GivenData>& data = parts_.presenter->data();
    if (!data || data->x.rows() != 2) startDrawn(firstPoints());
    notice_->say(tr("Click into the input space: left button label +1, right button label −1."));
}

void WindowFiles::addPoint(const PlanePoint& place, int label) {
    // A quick second click comes before the run with the first point has started.
    const std::shared_ptr<const GivenData> data = drawn_ ? drawn_ : parts_.presenter->data();
    const std::shared_ptr<const Snapshot> snapshot = parts_.content().snapshot;
    if (!data || !snapshot || !snapshot->scene) return;
    const std::optional<PlanePoint> input = inputAt(*data, snapshot->scene->plane, place);
    if (!input)
        return notice_->say(
            tr("Points can be added where the plane is that of the means or of coordinates."));
    startDrawn(withPoint(*data, *input, static_cast<std::int8_t>(label)));
}

void WindowFiles::startDrawn(const DrawnData& drawn) {
    OpenedDocument document{.spec = specForGivenData(parts_.content().snapshot->spec, *drawn.data),
                            .data = drawn.data};
    document.spec.title = tr("Drawn by hand").toStdString();
    ownedData_.insert(drawn.data->sha256);
    start({std::move(document)});
    drawn_ = drawn.data;
    keepData(drawn.data->sha256, QByteArray::fromStdString(drawn.npz));
}

void WindowFiles::findData(Arrival arrival) {
    const std::string hash = dataHashOf(arrival.document.spec);
    const QString known = memory_.dataFile(hash);
    const auto kept = std::make_shared<Arrival>(std::move(arrival));
    if (known.isEmpty()) return askForData(kept);
    // Data that this program keeps are nobody's file, so sessions of them own them.
    if (known == memory_.placeForData(hash)) {
        ownedData_.insert(hash);
        storedData_.insert(hash);
    }
    tryData(kept, known);
}

/// Starts the run when the file holds its data; asks for another one when not.
void WindowFiles::tryData(const std::shared_ptr<Arrival>& arrival, const QString& file) {
    if (reading_.isBusy())
        return notice_->say(tr("%1 was not opened: another file is still being read.").arg(file));
    const auto problem = std::make_shared<QString>();
    reading_.run(
        [arrival, file, problem] {
            try {
                addData(arrival->document, file.toStdString());
            } catch (const std::exception& error) {
                *problem = QString::fromUtf8(error.what());
            }
        },
        [this, arrival, file, problem] {
            if (problem->isEmpty()) {
                memory_.noteData(arrival->document.data->sha256, file);
                return start(std::move(*arrival));
            }
            askForData(arrival, *problem + QLatin1Char('\n'));
        });
}

void WindowFiles::askForData(const std::shared_ptr<Arrival>& arrival, const QString& problem) {
    const std::string name = QFileInfo(arrival->path).fileName().toStdString();
    const auto choose = [this, arrival] {
        askForFile(parts_.window, tr("Find the data"), memory_.folder(), tr("Data (*.npz)"),
                   [this, arrival](const QString& file) { tryData(arrival, file); });
    };
    const std::string whose = name.empty() ? tr("The session").toStdString() : name;
    ask(parts_.window, tr("Data are missing"),
        problem + QString::fromStdString(missingDataText(arrival->document.spec, whose)),
        {{QStringLiteral("findData"), tr("Find the file…"), choose},
         {QStringLiteral("cancelOpen"), tr("Cancel"), [] {}}});
}

}  // namespace featurescope::ui
