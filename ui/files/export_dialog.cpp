#include "ui/files/export_dialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace featurescope::ui {
namespace {

constexpr int kPreviewDelay = 120;      // milliseconds after the last change
constexpr int kPreviewFieldRows = 128;  // more cannot be seen at its size
constexpr QSize kSmallestPreview(420, 320);

}  // namespace

ExportDialog::ExportDialog(PanelContent content, std::vector<FigureChoice> choices, QWidget* parent)
    : QDialog(parent),
      content_(std::move(content)),
      controls_(new FigureControls(this)),
      suffix_(new QComboBox(this)),
      preview_(new QLabel(this)),
      problem_(new QLabel(this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export figure"));
    setAttribute(Qt::WA_DeleteOnClose);
    preview_->setObjectName(QStringLiteral("preview"));
    preview_->setAccessibleName(tr("Preview of the figure"));
    preview_->setAlignment(Qt::AlignCenter);
    preview_->setMinimumSize(kSmallestPreview);
    problem_->setObjectName(QStringLiteral("problem"));
    problem_->setWordWrap(true);
    auto* left = new QVBoxLayout;
    left->addWidget(controls_);
    left->addWidget(problem_);
    left->addStretch(1);
    left->addWidget(makeButtons());
    auto* layout = new QHBoxLayout(this);
    layout->addLayout(left);
    layout->addWidget(preview_, 1);
    controls_->setChoices(std::move(choices));
    connect(controls_, &FigureControls::changed, this, &ExportDialog::changed);
    connect(controls_, &FigureControls::refused, problem_, &QLabel::setText);
    previewTimer_.setSingleShot(true);
    previewTimer_.setInterval(kPreviewDelay);
    connect(&previewTimer_, &QTimer::timeout, this, &ExportDialog::drawPreview);
    connect(&exporter_, &FigureExporter::drawn, this, [this](const QImage& image) {
        preview_->setPixmap(QPixmap::fromImage(image));
        if (previewIsOld_) previewTimer_.start();
    });
    resize(900, 560);
    changed();
}

QWidget* ExportDialog::makeButtons() {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    suffix_->setObjectName(QStringLiteral("figure/suffix"));
    suffix_->setAccessibleName(tr("File format"));
    suffix_->setToolTip(tr("PNG for slides, PDF for papers, SVG to edit it further"));
    suffix_->addItems({QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf")});
    layout->addWidget(suffix_);
    addButton(row, QStringLiteral("saveFigure"), tr("Save…"), tr("Write the figure to a file (Enter)"),
              &ExportDialog::saveWanted)
        ->setDefault(true);
    addButton(row, QStringLiteral("saveAllFigures"), tr("Save all panels…"),
              tr("Write every panel of the page to a folder"), &ExportDialog::saveAllWanted);
    addButton(row, QStringLiteral("copyFigureNow"), tr("Copy"), tr("Copy the figure to the clipboard"),
              &ExportDialog::copyWanted);
    return row;
}

QPushButton* ExportDialog::addButton(QWidget* row, const QString& name, const QString& text,
                                     const QString& toolTip, void (ExportDialog::*wish)()) {
    auto* button = new QPushButton(text, row);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    row->layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, wish);
    actions_.push_back(button);
    return button;
}

QString ExportDialog::suffix() const { return QLatin1Char('.') + suffix_->currentText(); }

void ExportDialog::setSuffix(const QString& suffix) { suffix_->setCurrentText(suffix.mid(1)); }

void ExportDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    changed();
}

void ExportDialog::changed() {
    const QString problem = problemWith(controls_->format());
    problem_->setText(problem);
    for (QPushButton* action : actions_) action->setEnabled(problem.isEmpty());
    if (problem.isEmpty()) previewTimer_.start();
}

void ExportDialog::drawPreview() {
    previewIsOld_ = exporter_.isBusy();
    if (previewIsOld_) return;
    FigureFormat format = controls_->format();
    const QSize whole = pixelSize(format);
    const QSize room = preview_->size() * preview_->devicePixelRatioF();
    const double shrink = std::min({1.0, static_cast<double>(room.width()) / whole.width(),
                                    static_cast<double>(room.height()) / whole.height()});
    // The same layout with fewer pixels.
    if (format.unit == FigureUnit::pixels) format.size *= shrink;
    format.dpi *= shrink;
    format.fieldRows = std::min(format.fieldRows, kPreviewFieldRows);
    exporter_.make({.content = content_, .subject = controls_->subject(), .format = format});
}

}  // namespace featurescope::ui
