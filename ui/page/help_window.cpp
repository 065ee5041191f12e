#include "ui/page/help_window.h"

#include <QClipboard>
#include <QFile>
#include <QGridLayout>
#include <QGuiApplication>
#include <QListWidget>
#include <QPushButton>
#include <QTextBrowser>

#include "ui/page/paper_pages.h"
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
    : QDialog(parent),
      list_(new QListWidget(this)),
      text_(new QTextBrowser(this)),
      copy_(new QPushButton(tr("Copy citation"), this)) {
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
    copy_->setObjectName(QStringLiteral("copyCitation"));
    copy_->setAccessibleName(tr("Copy citation"));
    copy_->setToolTip(tr("Copy the BibTeX entry of this paper to the clipboard (Alt+C)"));
    copy_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_C));
    copy_->setAutoDefault(false);  // Enter in the list is not meant for it
    connect(copy_, &QPushButton::clicked, this, &HelpWindow::copyCitation);
    auto* layout = new QGridLayout(this);
    layout->addWidget(list_, 0, 0, 2, 1);
    layout->addWidget(text_, 0, 1);
    layout->addWidget(copy_, 1, 1, Qt::AlignRight);
    layout->setColumnStretch(1, 1);
    addPage(QStringLiteral("start"), tr("Start here"));
    for (const PanelKind& kind : panelKinds()) addPage(QString::fromLatin1(kind.id), titleOf(kind));
    addPage(QStringLiteral("keys"), tr("Keys"));
    addHeading(tr("Papers"));
    for (const QString& id : paperPages()) addPage(id, headingOf(helpPage(id)));
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
    copy_->setFont(fontFor(TextRole::body, look));
    for (int i = 0; i < list_->count(); ++i) {
        if (list_->item(i)->flags() == Qt::NoItemFlags)
            list_->item(i)->setFont(fontFor(TextRole::cardTitle, look));
    }
    list_->setFixedWidth(scaled(200, look));
    QFont reading = fontFor(TextRole::body, look);
    reading.setPointSizeF(10.5 * look.textScale);
    text_->document()->setDefaultFont(reading);
    text_->document()->setDocumentMargin(scaled(14, look));
    const QSize room = parentWidget() ? parentWidget()->size() * 0.95 : QSize(1200, 900);
    resize(QSize(scaled(850, look), scaled(560, look)).boundedTo(room));
    fill();
}

void HelpWindow::addPage(const QString& id, const QString& title) {
    auto* item = new QListWidgetItem(title, list_);
    item->setData(Qt::UserRole, id);
}

void HelpWindow::addHeading(const QString& text) {
    auto* item = new QListWidgetItem(text, list_);
    item->setFlags(Qt::NoItemFlags);
}

void HelpWindow::fill() {
    const QString text = helpPage(page());
    text_->setMarkdown(text);
    copy_->setVisible(!citationOn(text).isEmpty());
}

void HelpWindow::copyCitation() { QGuiApplication::clipboard()->setText(citationOn(helpPage(page()))); }

}  // namespace featurescope::ui
