#pragma once

#include <QString>
#include <functional>
#include <vector>

class QWidget;

namespace featurescope::ui {

// Questions that do not stop the program: the answer comes later, or never when the user cancels.

/// Asks for a file to write; `suffix` is added where the user leaves it out.
void askForNewFile(QWidget* window, const QString& title, const QString& proposal, const QString& filter,
                   const QString& suffix, const std::function<void(QString)>& then);
/// Asks for a file to read.
void askForFile(QWidget* window, const QString& title, const QString& folder, const QString& filter,
                const std::function<void(QString)>& then);
/// Asks for a folder.
void askForFolder(QWidget* window, const QString& title, const QString& folder,
                  const std::function<void(QString)>& then);

/// One answer that a question offers.
struct Answer {
    QString name;  ///< of the button
    QString text;
    std::function<void()> then;
};
/// Asks a question; the first answer is the default, the last one is also meant by Esc.
void ask(QWidget* window, const QString& title, const QString& question, std::vector<Answer> answers);
/// Says something that must not be missed.
void tellTrouble(QWidget* window, const QString& title, const QString& text);

}  // namespace featurescope::ui
