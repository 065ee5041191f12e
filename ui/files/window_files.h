#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "core/documents/drawn_points.h"
#include "core/run/training_session.h"
#include "ui/exporting/figure_exporter.h"
#include "ui/files/figure_controls.h"
#include "ui/files/file_memory.h"
#include "ui/files/point_tool.h"
#include "ui/files/session_keeper.h"
#include "ui/session/open_document.h"

class QWidget;

namespace featurescope::ui {

class ExportDialog;
class FileMenu;
class Notice;
class PinnedRuns;
class RunEditor;
class SessionPresenter;

/// What the files of a window need of it.
struct WindowParts {
    QWidget* window = nullptr;
    SessionPresenter* presenter = nullptr;
    RunEditor* editor = nullptr;   ///< opens runs, so that opening one can be undone
    PinnedRuns* pinned = nullptr;  ///< kept runs, which are part of a session
    FileMenu* menu = nullptr;
    std::function<PanelContent()> content{};  ///< shown now; its snapshot may be null
    std::function<FigureSubject()> page{};    ///< as the user has arranged it
    std::function<QWidget*()> inputSpace{};   ///< the panel of the input space; null when there is none
    std::function<void(const FigureSubject&)> arrange{};  ///< shows panels as a picture or session had them
    /// Shows an experiment that says itself how it opens.
    std::function<void(const ScenarioPresentation&)> present{};
    std::shared_ptr<QSettings> settings{};  ///< null to remember nothing
    SessionOptions session{};               ///< how runs of movies are trained
    bool keepsSessions = false;             ///< autosaves, offers what was left behind, asks before closing
};

/// Everything of a window that comes from a file or goes into one.
class WindowFiles : public QObject {
    Q_OBJECT

  public:
    explicit WindowFiles(WindowParts parts);
    ~WindowFiles() override;

    /// Starts what was opened, goes to its step and checks there that it is the same run. `path` is empty for
    /// a scenario.
    void show(OpenedDocument document, const QString& path = {});
    /// Shows a run on a table that was read: its data, which are those of `npz`, are saved with the session.
    /// `report`: what is said of them.
    void showTable(OpenedDocument document, const QString& path, const QString& report,
                   const QByteArray& npz);
    /// Opens a file and shows it; what goes wrong is said in a dialog.
    void open(const QString& path);
    /// Offers what programs that died have left behind; nothing when there is nothing.
    void offerRecovery();
    /// False when the user must be asked first; the window is closed later if the answer is yes.
    bool mayClose();
    SessionKeeper& keeper() { return *keeper_; }
    FigureExporter& exporter() { return exporter_; }
    /// What can be put into a figure now: the page and each of its panels.
    std::vector<FigureChoice> figureChoices() const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    /// What a document said of its moment, to be compared once that is on screen.
    struct Expectation {
        FileReport report;
        std::string view;
        std::int64_t step = 0;
        std::uint64_t runBefore = 0;
    };

    /// What is about to be shown.
    struct Arrival {
        OpenedDocument document{};
        QString path{};
        std::shared_ptr<AutosaveSlot> slot{};                  ///< of a session that was left behind
        std::shared_ptr<std::unique_ptr<SessionLock>> lock{};  ///< of a session's own file
        bool leavesUnsaved = false;                            ///< somebody was asked about what it replaces
    };

    void connectMenu();
    void connectKeeper();
    SessionKeeper::Extras extras(bool forSlot) const;
    void show(Arrival arrival);
    void start(Arrival arrival);
    void startSession(Arrival arrival);
    bool asksBeforeLeaving(Arrival& arrival);
    bool isOpenElsewhere(Arrival& arrival);
    void offerCopy(Arrival arrival);
    void askAboutTaken(const QString& path);
    void showTitle();
    void openTable(const QString& path);
    void useTable(const QString& path, std::shared_ptr<const GivenData> data, const QString& report,
                  const QByteArray& npz);
    void findData(Arrival arrival);
    void tryData(const std::shared_ptr<Arrival>& arrival, const QString& file);
    void askForData(const std::shared_ptr<Arrival>& arrival, const QString& problem = {});
    void lookForLeft(bool saysNone);
    void restore(const std::shared_ptr<AutosaveSlot>& slot);
    bool asksBeforeClosing();
    bool stopsWorkBeforeClosing();
    void compareWithFile();
    void askForFileToOpen();
    void saveSession(bool thenClose);
    void saveSessionAs(bool thenClose);
    void exportFigure();
    void exportAgain();
    void copyFigure();
    void copyCommand();
    /// The panel that has the keys, else the first of the page; empty without.
    QString focusedPanel() const;
    void copyFrom(ExportDialog& dialog);
    void exportTables();
    void writeTables(SessionDocument session, const QString& path);
    void makeMovie();
    void drawPoints(bool on);
    void addPoint(const PlanePoint& place, int label);
    void startDrawn(const DrawnData& drawn);
    void keepData(const std::string& sha256, const QByteArray& npz);
    void saveFrom(ExportDialog& dialog);
    void saveAllFrom(ExportDialog& dialog);
    LastExport rememberedFrom(ExportDialog& dialog, const QString& folder);
    void noteRecent(const QString& path);
    void trouble(const QString& title, const QString& text);

    WindowParts parts_;
    FileMemory memory_;
    Notice* notice_;  // owned by the window
    std::unique_ptr<SessionKeeper> keeper_;
    FigureExporter exporter_;
    PointTool pointTool_;
    std::shared_ptr<const GivenData> drawn_;  // by hand so far; null unless the run is on drawn points
    std::optional<Expectation> expected_;
    bool closing_ = false, autosaveTroubleSaid_ = false;
    QTimer closeTimer_;
    std::set<std::string> ownedData_;   // hashes of data that are in no file of the user's
    std::set<std::string> storedData_;  // those of them that are kept on this computer
    std::optional<std::pair<std::string, QByteArray>> dataToKeep_;  // when the present writing is done
    std::stop_source tableStop_;
    Background reading_, keeping_, looking_, tables_;
};

}  // namespace featurescope::ui
