#include "ui/files/ask.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

namespace featurescope::ui {
namespace {

void openDialog(QFileDialog* dialog, const std::function<void(QString)>& then) {
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, then);
    dialog->open();
}

QMessageBox* makeBox(QWidget* window, const QString& title, const QString& text, QMessageBox::Icon icon) {
    auto* box = new QMessageBox(icon, title, text, QMessageBox::NoButton, window);
    box->setObjectName(QStringLiteral("question"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    // File names and messages of other programs are no markup.
    box->setTextFormat(Qt::PlainText);
    return box;
}

}  // namespace

void askForNewFile(QWidget* window, const QString& title, const QString& proposal, const QString& filter,
                   const QString& suffix, const std::function<void(QString)>& then) {
    auto* dialog = new QFileDialog(window, title, proposal, filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    // "Curves (*.csv)": a name without a suffix gets that of the kind chosen.
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& chosen) {
        const qsizetype begin = chosen.indexOf(QLatin1String("(*.")) + 3;
        dialog->setDefaultSuffix(chosen.mid(begin).section(QRegularExpression(QStringLiteral("[ )]")), 0, 0));
    });
    dialog->selectFile(proposal);
    openDialog(dialog, then);
}

void askForFile(QWidget* window, const QString& title, const QString& folder, const QString& filter,
                const std::function<void(QString)>& then) {
    auto* dialog = new QFileDialog(window, title, folder, filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    openDialog(dialog, then);
}

void askForFolder(QWidget* window, const QString& title, const QString& folder,
                  const std::function<void(QString)>& then) {
    auto* dialog = new QFileDialog(window, title, folder);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    openDialog(dialog, then);
}

void ask(QWidget* window, const QString& title, const QString& question, std::vector<Answer> answers) {
    QMessageBox* box = makeBox(window, title, question, QMessageBox::Question);
    QPushButton* last = nullptr;
    for (Answer& answer : answers) {
        QPushButton* button = box->addButton(answer.text, QMessageBox::ActionRole);
        button->setObjectName(answer.name);
        button->setAccessibleName(answer.text);
        if (!last) box->setDefaultButton(button);
        QObject::connect(button, &QPushButton::clicked, window, std::move(answer.then));
        last = button;
    }
    box->setEscapeButton(last);
    box->open();
}

void tellTrouble(QWidget* window, const QString& title, const QString& text) {
    QMessageBox* box = makeBox(window, title, text, QMessageBox::Warning);
    box->addButton(QMessageBox::Ok);
    box->open();
}

}  // namespace featurescope::ui
