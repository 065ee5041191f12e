#pragma once

#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariantMap>
#include <memory>
#include <optional>
#include <string>

#include "ui/exporting/figure_companions.h"
#include "ui/exporting/figure_format.h"

namespace featurescope::ui {

/// The figure exported last.
struct LastExport {
    QString subject;  ///< name of the FigureSubject
    FigureFormat format = freshFormat();
    CompanionChoice companions{};
    QString suffix = ".png";
    QString folder{};
};

/// What is remembered of files from one start of the program to the next; without settings, until it ends.
class FileMemory {
  public:
    /// @param dataFolder  where data made from tables are kept under their hash; empty for nowhere
    FileMemory(std::shared_ptr<QSettings> settings, QString dataFolder);

    QStringList recent() const;
    /// Puts the file at the top.
    void noteRecent(const QString& path);
    std::optional<LastExport> lastExport() const;
    void noteExport(const LastExport& what);
    /// Where a data file of that hash was seen last; empty when it is not known or no longer there.
    QString dataFile(const std::string& sha256) const;
    void noteData(const std::string& sha256, const QString& path);
    /// Where data of that hash can be kept; empty for nowhere.
    QString placeForData(const std::string& sha256) const;
    /// Folder to begin a choice of a file in.
    QString folder() const;

  private:
    QVariant value(const QString& key) const;
    void set(const QString& key, const QVariant& value);

    std::shared_ptr<QSettings> settings_;
    QVariantMap values_;  // in place of settings
    QString dataFolder_;
};

}  // namespace featurescope::ui
