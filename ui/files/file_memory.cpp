#include "ui/files/file_memory.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace featurescope::ui {
namespace {

constexpr int kMostRecent = 10;
constexpr const char *kRecent = "files/recent", *kExport = "files/export", *kData = "files/data/";

}  // namespace

FileMemory::FileMemory(std::shared_ptr<QSettings> settings, QString dataFolder)
    : settings_(std::move(settings)), dataFolder_(std::move(dataFolder)) {}

QVariant FileMemory::value(const QString& key) const {
    return settings_ ? settings_->value(key) : values_.value(key);
}

void FileMemory::set(const QString& key, const QVariant& value) {
    settings_ ? settings_->setValue(key, value) : void(values_.insert(key, value));
}

QStringList FileMemory::recent() const {
    QStringList paths = value(QLatin1String(kRecent)).toStringList();
    paths.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return paths;
}

void FileMemory::noteRecent(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList paths = recent();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    set(QLatin1String(kRecent), QStringList(paths.mid(0, kMostRecent)));
}

std::optional<LastExport> FileMemory::lastExport() const {
    const QJsonObject json = QJsonDocument::fromJson(value(QLatin1String(kExport)).toByteArray()).object();
    if (json.isEmpty()) return std::nullopt;
    return LastExport{.subject = json.value(QLatin1String("subject")).toString(),
                      .format = figureFormatFrom(json.value(QLatin1String("format")).toObject(), {}),
                      .companions = {.numbers = json.value(QLatin1String("csv")).toBool(),
                                     .caption = json.value(QLatin1String("caption")).toBool()},
                      .suffix = json.value(QLatin1String("suffix")).toString(QStringLiteral(".png")),
                      .folder = json.value(QLatin1String("folder")).toString()};
}

void FileMemory::noteExport(const LastExport& what) {
    const QJsonObject json{{"subject", what.subject},        {"format", toJson(what.format)},
                           {"csv", what.companions.numbers}, {"caption", what.companions.caption},
                           {"suffix", what.suffix},          {"folder", what.folder}};
    set(QLatin1String(kExport), QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString FileMemory::dataFile(const std::string& sha256) const {
    QString kept = placeForData(sha256);
    if (!kept.isEmpty() && QFileInfo::exists(kept)) return kept;
    const QString seen = value(QLatin1String(kData) + QString::fromStdString(sha256)).toString();
    return QFileInfo::exists(seen) ? seen : QString();
}

void FileMemory::noteData(const std::string& sha256, const QString& path) {
    set(QLatin1String(kData) + QString::fromStdString(sha256), QFileInfo(path).absoluteFilePath());
}

QString FileMemory::placeForData(const std::string& sha256) const {
    return dataFolder_.isEmpty()
               ? QString()
               : QDir(dataFolder_).filePath(QString::fromStdString(sha256) + QStringLiteral(".npz"));
}

QString FileMemory::folder() const {
    const QStringList paths = recent();
    return paths.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                           : QFileInfo(paths.front()).absolutePath();
}

}  // namespace featurescope::ui
