#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/documents/session_file.h"

namespace featurescope::ui {

/// The place where one window keeps its session in case the program dies: two generations, and a lock that
/// tells whether that window still lives.
class AutosaveSlot {
  public:
    /// A new one in the folder, which is made when needed. FileError.
    static std::unique_ptr<AutosaveSlot> makeIn(const QString& folder);
    /// Takes over a slot that nobody lives in; null when somebody does.
    static std::unique_ptr<AutosaveSlot> takeOver(const QString& path);

    /// Unlocks; what was written stays.
    ~AutosaveSlot();
    AutosaveSlot(const AutosaveSlot&) = delete;
    AutosaveSlot& operator=(const AutosaveSlot&) = delete;

    /// Of the newest generation; the one before has a '~' behind it.
    const QString& path() const { return path_; }
    /// Replaces the older generation. FileError; what was there stays then. Any thread, one at a time.
    void write(std::string_view bytes) const;
    /// The newest generation that can be opened; nothing when none can.
    std::optional<SessionDocument> read() const;
    QDateTime time() const;
    /// Removes what was written.
    void remove() const;

  private:
    AutosaveSlot(const QString& path, std::unique_ptr<QLockFile> lock);

    QString path_;
    std::unique_ptr<QLockFile> lock_;
};

/// Slots in the folder with something in them that no living window owns, newest first. They are owned by
/// whoever asks, so that no other window offers them as well.
std::vector<std::unique_ptr<AutosaveSlot>> slotsLeftBehind(const QString& folder);

}  // namespace featurescope::ui
