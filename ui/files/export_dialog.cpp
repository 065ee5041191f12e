#include "ui/files/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
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
      numbers_(new QCheckBox(tr("Numbers (.csv)"), this)),
      caption_(new QCheckBox(tr("LaTeX caption (.tex)"), this)),
      previewArea_(new QScrollArea(this)),
      preview_(new QLabel(this)),
      problem_(new QLabel(this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export figure"));
    setAttribute(Qt::WA_DeleteOnClose);
    preview_->setObjectName(QStringLiteral("preview"));
    preview_->setAccessibleName(tr("Preview of the figure"));
    preview_->setAlignment(Qt::AlignCenter);
    preview_->setToolTip(
        tr("The whole figure; a click shows it in its own pixels, another one the whole again"));
    preview_->installEventFilter(this);
    previewArea_->setWidget(preview_);
    previewArea_->setWidgetResizable(true);
    previewArea_->setAlignment(Qt::AlignCenter);
    previewArea_->setFrameShape(QFrame::NoFrame);
    previewArea_->setMinimumSize(kSmallestPreview);
    problem_->setObjectName(QStringLiteral("problem"));
    problem_->setWordWrap(true);
    auto* left = new QVBoxLayout;
    left->addWidget(controls_);
    left->addWidget(problem_);
    left->addStretch(1);
    left->addWidget(makeCompanions());
    left->addWidget(makeButtons());
    auto* layout = new QHBoxLayout(this);
    layout->addLayout(left);
    layout->addWidget(previewArea_, 1);
    controls_->setChoices(std::move(choices));
    connect(controls_, &FigureControls::changed, this, &ExportDialog::changed);
    connect(controls_, &FigureControls::refused, problem_, &QLabel::setText);
    previewTimer_.setSingleShot(true);
    previewTimer_.setInterval(kPreviewDelay);
    connect(&previewTimer_, &QTimer::timeout, this, &ExportDialog::drawPreview);
    connect(&exporter_, &FigureExporter::drawn, this, [this](const QImage& image) {
        drawn_ = image;
        showPreview();
        if (previewIsOld_) previewTimer_.start();
    });
    resize(900, 560);
    changed();
}

QWidget* ExportDialog::makeCompanions() {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    numbers_->setObjectName(QStringLiteral("figure/numbers"));
    numbers_->setAccessibleName(numbers_->text());
    numbers_->setToolTip(tr("Write what is drawn as a table beside the figure"));
    caption_->setObjectName(QStringLiteral("figure/caption"));
    caption_->setAccessibleName(caption_->text());
    caption_->setToolTip(tr("Write a LaTeX figure with a caption beside it"));
    layout->addWidget(numbers_);
    layout->addWidget(caption_);
    return row;
}

CompanionChoice ExportDialog::companions() const {
    return {.numbers = numbers_->isChecked(), .caption = caption_->isChecked()};
}

void ExportDialog::setCompanions(const CompanionChoice& choice) {
    numbers_->setChecked(choice.numbers);
    caption_->setChecked(choice.caption);
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
    const QString problem = problemWith(controls_->subject(), controls_->format());
    problem_->setText(problem);
    for (QPushButton* action : actions_) action->setEnabled(problem.isEmpty());
    if (problem.isEmpty()) previewTimer_.start();
}

void ExportDialog::drawPreview() {
    previewIsOld_ = exporter_.isBusy();
    if (previewIsOld_) return;
    FigureFormat format = controls_->format();
    if (showsWhole_) {
        // In the units of the layout: Qt draws no picture whose pixels are larger.
        const QSize layout = layoutSize(format);
        format.unit = FigureUnit::pixels;
        format.size = layout;
        format.dpi = FigureFormat{}.dpi;
    }
    format.fieldRows = std::min(format.fieldRows, kPreviewFieldRows);
    exporter_.make({.content = content_, .subject = controls_->subject(), .format = format});
}

void ExportDialog::showPreview() {
    if (drawn_.isNull()) return;
    const double ratio = preview_->devicePixelRatioF();
    const QSize room = previewArea_->viewport()->size() * ratio;
    const bool shrinks = showsWhole_ && (drawn_.width() > room.width() || drawn_.height() > room.height());
    QPixmap pixmap = QPixmap::fromImage(
        shrinks ? drawn_.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation) : drawn_);
    pixmap.setDevicePixelRatio(ratio);
    preview_->setPixmap(pixmap);
}

bool ExportDialog::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonRelease) {
        showsWhole_ = !showsWhole_;
        changed();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace featurescope::ui
