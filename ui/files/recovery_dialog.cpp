#include "ui/files/recovery_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/files/ask.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

QString describe(const AutosaveSlot& slot) {
    const QString time = QLocale().toString(slot.time(), QLocale::ShortFormat);
    const std::optional<SessionDocument> document = slot.read();
    if (!document) return RecoveryDialog::tr("%1: damaged").arg(time);
    const QString title = QString::fromStdString(document->run.spec.title);
    return RecoveryDialog::tr("%1: %2, step %3")
        .arg(time, title.isEmpty() ? RecoveryDialog::tr("Untitled experiment") : title,
             countLabel(document->run.step));
}

}  // namespace

std::vector<SessionLeft> sessionsLeftIn(const QString& folder) {
    std::vector<SessionLeft> left;
    for (std::unique_ptr<AutosaveSlot>& slot : slotsLeftBehind(folder)) {
        const QString description = describe(*slot);
        left.push_back({std::move(slot), description});
    }
    return left;
}

RecoveryDialog::RecoveryDialog(std::vector<SessionLeft> left, QWidget* parent)
    : QDialog(parent), left_(std::move(left)), list_(new QListWidget(this)) {
    setObjectName(QStringLiteral("recoveryDialog"));
    setWindowTitle(tr("Recover sessions"));
    setAttribute(Qt::WA_DeleteOnClose);
    list_->setObjectName(QStringLiteral("leftBehind"));
    list_->setAccessibleName(tr("Sessions left behind"));
    list_->setToolTip(tr("Sessions that were not closed (Up and Down arrows)"));
    auto* layout = new QVBoxLayout(this);
    auto* text =
        new QLabel(tr("Featurescope ended without closing these sessions. They are kept until you delete "
                      "them."),
                   this);
    text->setWordWrap(true);
    layout->addWidget(text);
    layout->addWidget(list_);
    auto* row = new QHBoxLayout;
    const auto add = [&](const QString& name, const QString& label, const QString& tip, auto action) {
        auto* button = new QPushButton(label, this);
        button->setObjectName(name);
        button->setAccessibleName(label);
        button->setToolTip(tip);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, action);
        return button;
    };
    add(QStringLiteral("restore"), tr("Restore"), tr("Open the chosen session (Enter)"), [this] {
        if (list_->currentRow() >= 0) Q_EMIT restoreWanted();
    });
    add(QStringLiteral("keep"), tr("Keep for later"), tr("Ask again next time (Esc)"), [this] { close(); });
    add(QStringLiteral("delete"), tr("Delete…"), tr("Delete the chosen session for good (Alt+D)"), [this] {
        if (list_->currentRow() < 0) return;
        ask(this, tr("Delete a session"),
            tr("Delete this session for good?\n%1").arg(list_->currentItem()->text()),
            {{QStringLiteral("deleteNow"), tr("Delete"), [this] { removeChosen(); }},
             {QStringLiteral("keepIt"), tr("Keep"), [] {}}});
    })->setShortcut(Qt::ALT | Qt::Key_D);
    layout->addLayout(row);
    list();
    resize(560, 320);
}

std::shared_ptr<AutosaveSlot> RecoveryDialog::takeChosen() {
    const auto row = static_cast<std::size_t>(list_->currentRow());
    std::shared_ptr<AutosaveSlot> slot = std::move(left_[row].slot);
    left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(row));
    list();
    return slot;
}

void RecoveryDialog::list() {
    list_->clear();
    for (const SessionLeft& left : left_) list_->addItem(left.description);
    list_->setCurrentRow(0);
}

void RecoveryDialog::removeChosen() {
    takeChosen()->remove();
    if (left_.empty()) close();
}

}  // namespace featurescope::ui
