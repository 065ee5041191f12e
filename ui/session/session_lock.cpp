#include "ui/session/session_lock.h"

#include <sys/stat.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <utility>

namespace featurescope::ui {
namespace {

/// The name, or one that stands for it where it leaves no room for what a lock adds.
QString lockedName(const QString& name) {
    constexpr qsizetype kLongest = 240;
    const QByteArray bytes = QFile::encodeName(name);
    if (bytes.size() <= kLongest) return name;
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

std::unique_ptr<QLockFile> lockFor(const QString& path) {
    // Two names of one file have one lock.
    const QFileInfo info(path);
    const QFileInfo file(info.exists() ? info.canonicalFilePath() : info.absoluteFilePath());
    auto lock = std::make_unique<QLockFile>(
        file.dir().filePath(QLatin1Char('.') + lockedName(file.fileName()) + QStringLiteral(".lock")));
    // A lock is stale when its process is gone, however long ago it was taken.
    lock->setStaleLockTime(0);
    return lock;
}

bool isHeld(QLockFile& lock) { return !lock.tryLock(0) && lock.error() == QLockFile::LockFailedError; }

}  // namespace

FileStamp FileStamp::of(const QString& path) {
    struct stat found {};
    if (::stat(QFile::encodeName(path).constData(), &found) != 0) return {};
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    return {found.st_ino, found.st_size, found.st_mtim.tv_sec * kNanoseconds + found.st_mtim.tv_nsec};
}

bool isSameFile(const QString& one, const QString& other) {
    return one == other || (!one.isEmpty() && !other.isEmpty() && QFileInfo(one) == QFileInfo(other));
}

SessionLock::SessionLock(std::unique_ptr<QLockFile> lock) : lock_(std::move(lock)) {}

std::unique_ptr<SessionLock> SessionLock::take(const QString& path) {
    std::unique_ptr<QLockFile> lock = lockFor(path);
    if (isHeld(*lock)) return nullptr;
    return std::unique_ptr<SessionLock>(new SessionLock(std::move(lock)));
}

QString SessionLock::holderOf(const QString& path) {
    const std::unique_ptr<QLockFile> lock = lockFor(path);
    if (!isHeld(*lock)) return {};
    qint64 process = 0;
    QString host, program;
    lock->getLockInfo(&process, &host, &program);
    return QCoreApplication::translate("SessionLock", "process %1 on %2").arg(process).arg(host);
}

}  // namespace featurescope::ui
