#include "ui/page/help_window.h"

#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>

#include "ui/page/window_keys.h"
#include "ui/panels/panel_table.h"

namespace featurescope::ui {

QString helpPage(const QString& id) {
    QFile file(QStringLiteral(":/help/%1.md").arg(id));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString text = QString::fromUtf8(file.readAll());
    return text.replace(QStringLiteral("@KEYS@"), keysInMarkdown());
}

HelpWindow::HelpWindow(QWidget* parent)
    : QDialog(parent), list_(new QListWidget(this)), text_(new QTextBrowser(this)) {
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Featurescope help"));
    list_->setObjectName(QStringLiteral("helpPages"));
    list_->setAccessibleName(tr("Help pages"));
    list_->setToolTip(tr("Pages (Up and Down arrow)"));
    text_->setObjectName(QStringLiteral("helpText"));
    text_->setAccessibleName(tr("Help page"));
    text_->setOpenExternalLinks(true);
    text_->setFrameShape(QFrame::NoFrame);
    list_->setFrameShape(QFrame::NoFrame);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(list_);
    layout->addWidget(text_, 1);
    addPage(QStringLiteral("start"), tr("Start here"));
    for (const PanelKind& kind : panelKinds()) addPage(QString::fromLatin1(kind.id), titleOf(kind));
    addPage(QStringLiteral("keys"), tr("Keys"));
    connect(list_, &QListWidget::currentRowChanged, this, &HelpWindow::fill);
    list_->setCurrentRow(0);
}

void HelpWindow::showPage(const QString& id) {
    int row = 0;
    for (int i = 0; i < list_->count(); ++i) {
        if (list_->item(i)->data(Qt::UserRole).toString() == id) row = i;
    }
    list_->setCurrentRow(row);
    show();
    raise();
    activateWindow();
}

QString HelpWindow::page() const { return list_->currentItem()->data(Qt::UserRole).toString(); }

void HelpWindow::setLook(const Look& look) {
    look_ = look;
    list_->setFont(fontFor(TextRole::body, look));
    list_->setFixedWidth(scaled(170, look));
    QFont reading = fontFor(TextRole::body, look);
    reading.setPointSizeF(10.5 * look.textScale);
    text_->document()->setDefaultFont(reading);
    text_->document()->setDocumentMargin(scaled(14, look));
    const QSize room = parentWidget() ? parentWidget()->size() * 0.95 : QSize(1200, 900);
    resize(QSize(scaled(820, look), scaled(560, look)).boundedTo(room));
    fill();
}

void HelpWindow::addPage(const QString& id, const QString& title) {
    auto* item = new QListWidgetItem(title, list_);
    item->setData(Qt::UserRole, id);
}

void HelpWindow::fill() { text_->setMarkdown(helpPage(page())); }

}  // namespace featurescope::ui
