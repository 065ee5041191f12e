#include "ui/session/autosave.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QUuid>
#include <algorithm>
#include <filesystem>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/io/atomic_file.h"

namespace featurescope::ui {
namespace {

constexpr const char* kSuffix = ".fscope";

std::unique_ptr<QLockFile> lockFor(const QString& path) {
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    // A lock is stale when its process is gone, however long ago it was taken.
    lock->setStaleLockTime(0);
    return lock;
}

/// Removes the locks of windows that were killed before they had saved anything.
void removeLocksOfNothing(const QDir& directory, const QSet<QString>& sessions) {
    const QString ending = QStringLiteral(".lock");
    for (QString name : directory.entryList({QStringLiteral("*.fscope") + ending}, QDir::Files)) {
        name.chop(ending.size());
        const QString path = directory.filePath(name);
        // Taking a lock of a dead process is the way to let go of it; that of a living one is not given.
        if (!sessions.contains(path)) lockFor(path)->tryLock(0);
    }
}

QString backupOf(const QString& path) {
    return QString::fromStdString(backupPath(path.toStdString()).string());
}

}  // namespace

AutosaveSlot::AutosaveSlot(const QString& path, std::unique_ptr<QLockFile> lock)
    : path_(path), lock_(std::move(lock)) {}

AutosaveSlot::~AutosaveSlot() = default;

std::unique_ptr<AutosaveSlot> AutosaveSlot::makeIn(const QString& folder) {
    const QString path =
        QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + QLatin1String(kSuffix));
    if (!QDir().mkpath(folder)) throw FileError("The folder " + folder.toStdString() + " cannot be made.");
    std::unique_ptr<AutosaveSlot> slot = takeOver(path);
    if (!slot) throw FileError(path.toStdString() + " cannot be locked.");
    return slot;
}

std::unique_ptr<AutosaveSlot> AutosaveSlot::takeOver(const QString& path) {
    std::unique_ptr<QLockFile> lock = lockFor(path);
    if (!lock->tryLock(0)) return nullptr;
    return std::unique_ptr<AutosaveSlot>(new AutosaveSlot(path, std::move(lock)));
}

void AutosaveSlot::write(std::string_view bytes) const { writeFileKeepingBackup(path_.toStdString(), bytes); }

std::optional<SessionDocument> AutosaveSlot::read() const {
    for (const QString& path : {path_, backupOf(path_)}) {
        try {
            const std::string name = path.toStdString();
            return sessionFromBytes(readWholeFile(name, memoryForReading(0)), name);
        } catch (const std::exception&) {
            // Damaged, not there or too large for this machine: the generation before may do.
        }
    }
    return std::nullopt;
}

QDateTime AutosaveSlot::time() const {
    const QFileInfo newest(path_);
    return newest.exists() ? newest.lastModified() : QFileInfo(backupOf(path_)).lastModified();
}

void AutosaveSlot::remove() const {
    std::error_code ignored;
    std::filesystem::remove(backupOf(path_).toStdString(), ignored);
    std::filesystem::remove(path_.toStdString(), ignored);
}

std::vector<std::unique_ptr<AutosaveSlot>> slotsLeftBehind(const QString& folder) {
    QSet<QString> paths;
    const QDir directory(folder);
    for (const QString& pattern : {QStringLiteral("*.fscope"), QStringLiteral("*.fscope~")}) {
        for (QString name : directory.entryList({pattern}, QDir::Files)) {
            if (name.endsWith(QLatin1Char('~'))) name.chop(1);
            paths.insert(directory.filePath(name));
        }
    }
    removeLocksOfNothing(directory, paths);
    std::vector<std::unique_ptr<AutosaveSlot>> found;
    for (const QString& path : paths) {
        if (auto slot = AutosaveSlot::takeOver(path)) found.push_back(std::move(slot));
    }
    std::ranges::sort(found, std::greater{},
                      [](const auto& slot) { return std::pair(slot->time(), slot->path()); });
    return found;
}

}  // namespace featurescope::ui
