#include "ui/files/figure_controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGridLayout>
#include <algorithm>

#include "ui/fields/spin_boxes.h"
#include "ui/look/theme.h"

namespace featurescope::ui {
namespace {

constexpr double kMillimetresPerInch = 25.4;

}  // namespace

FigureControls::FigureControls(QWidget* parent) : QWidget(parent) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    checks_ = new QGridLayout;
    subject_ = add<QComboBox>(QStringLiteral("figure/subject"), tr("Figure"), tr("What the figure shows"));
    preset_ = add<QComboBox>(QStringLiteral("figure/preset"), tr("Preset"), tr("Sizes for common uses"));
    preset_->addItem(tr("Custom"));
    for (const FigurePreset& preset : figurePresets())
        preset_->addItem(QCoreApplication::translate("FigurePreset", preset.title));
    unit_ =
        add<QComboBox>(QStringLiteral("figure/unit"), tr("Unit"), tr("What width and height are given in"));
    unit_->addItems({tr("Pixels"), tr("Millimetres")});
    width_ = addNumber(QStringLiteral("figure/width"), tr("Width"), tr("Width of the figure"), 1, 100000, 0);
    height_ =
        addNumber(QStringLiteral("figure/height"), tr("Height"), tr("Height of the figure"), 1, 100000, 0);
    dpi_ = addNumber(QStringLiteral("figure/dpi"), tr("Pixels per inch"),
                     tr("More pixels per inch make text larger against a size in pixels, and a size in "
                        "millimetres sharper"),
                     kLeastDpi, kMostDpi, 0);
    textScale_ = addNumber(QStringLiteral("figure/textScale"), tr("Text size"),
                           tr("Multiplies every font size"), kLeastTextScale, kMostTextScale, 2);
    textScale_->setSingleStep(0.1);
    font_ = add<QComboBox>(QStringLiteral("figure/font"), tr("Typeface"), tr("Typeface of every text"));
    font_->addItem(tr("As in the window"), QString());
    for (const QString& family : QFontDatabase::families()) font_->addItem(family, family);
    lineScale_ =
        addNumber(QStringLiteral("figure/lineScale"), tr("Line width"),
                  tr("Multiplies the width of lines and markers"), kLeastLineScale, kMostLineScale, 2);
    lineScale_->setSingleStep(0.1);
    legend_ =
        add<QComboBox>(QStringLiteral("figure/legend"), tr("Legend"), tr("Where the names of lines stand"));
    legend_->addItems({tr("Where there is room"), tr("Above the plot"), tr("Below the plot"), tr("None")});
    theme_ = add<QComboBox>(QStringLiteral("figure/theme"), tr("Colours"), tr("Colours of the figure"));
    for (const QString& id : figureThemes()) theme_->addItem(themeTitle(*themeFromId(id)), id);
    fieldRows_ =
        addNumber(QStringLiteral("figure/fieldRows"), tr("Field rows"),
                  tr("Resolution of the decision field, which is an image also in SVG and PDF"), 16, 4096, 0);
    form->addRow(checks_);
    addChecks();
    connect(preset_, &QComboBox::activated, this, &FigureControls::usePreset);
    connect(unit_, &QComboBox::activated, this, &FigureControls::changeUnit);
    connect(subject_, &QComboBox::activated, this, &FigureControls::changed);
    setFormat(freshFormat());
}

void FigureControls::addChecks() {
    title_ = addCheck(QStringLiteral("figure/title"), tr("Titles"), tr("The name of each panel above it"));
    letters_ = addCheck(QStringLiteral("figure/letters"), tr("Letters"),
                        tr("(a), (b) before the names of several panels"));
    moment_ = addCheck(QStringLiteral("figure/moment"), tr("Step and sizes"),
                       tr("A line that says step, d, n and m"));
    print_ = addCheck(QStringLiteral("figure/print"), tr("For print"),
                      tr("Square planes, markers by number and size, and nothing told by colour alone"));
    ranges_ = addCheck(QStringLiteral("figure/ranges"), tr("Same ranges"),
                       tr("Panels and runs that show the same quantity have one scale"));
    text_ = addCheck(QStringLiteral("figure/text"), tr("Text as text"),
                     tr("SVG only: texts that can be edited, instead of outlines that need no font"));
    transparent_ = addCheck(QStringLiteral("figure/transparent"), tr("Transparent background"),
                            tr("No background, for slides of another colour"));
    recipe_ =
        addCheck(QStringLiteral("figure/recipe"), tr("Carry the experiment"),
                 tr("Write settings, seeds and step into the file, so that opening the picture brings the "
                    "run back; no path and no name of anybody"));
}

template <typename Control>
Control* FigureControls::add(const QString& name, const QString& label, const QString& toolTip) {
    auto* control = new Control(this);
    control->setObjectName(name);
    control->setAccessibleName(label);
    control->setToolTip(toolTip);
    static_cast<QFormLayout*>(layout())->addRow(label, control);
    if constexpr (std::is_same_v<Control, QComboBox>) {
        connect(control, &QComboBox::activated, this, [this, control] {
            if (control == theme_ || control == font_ || control == legend_) tell();
        });
    }
    return control;
}

QDoubleSpinBox* FigureControls::addNumber(const QString& name, const QString& label, const QString& toolTip,
                                          double least, double most, int decimals) {
    auto* box = add<RealSpinBox>(name, label, toolTip);
    box->setRange(least, most);
    box->setDecimals(decimals);
    box->setKeyboardTracking(false);
    connect(box, &QDoubleSpinBox::valueChanged, this, &FigureControls::tell);
    connect(box, &RealSpinBox::refused, this, &FigureControls::refused);
    return box;
}

QCheckBox* FigureControls::addCheck(const QString& name, const QString& label, const QString& toolTip) {
    auto* box = new QCheckBox(label, this);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setToolTip(toolTip);
    // Two beside each other, so that the dialog fits low screens.
    const int place = checks_->count();
    checks_->addWidget(box, place / 2, place % 2);
    connect(box, &QCheckBox::toggled, this, &FigureControls::tell);
    return box;
}

void FigureControls::setChoices(std::vector<FigureChoice> choices) {
    const QString chosen = choices_.empty() ? QString() : subject().name;
    choices_ = std::move(choices);
    subject_->clear();
    for (const FigureChoice& choice : choices_) subject_->addItem(choice.title);
    choose(chosen);
}

void FigureControls::choose(const QString& subjectName) {
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        if (choices_[i].subject.name == subjectName) subject_->setCurrentIndex(static_cast<int>(i));
    }
}

const FigureSubject& FigureControls::subject() const {
    return choices_[static_cast<std::size_t>(std::max(0, subject_->currentIndex()))].subject;
}

void FigureControls::setFormat(const FigureFormat& format) {
    filling_ = true;
    unit_->setCurrentIndex(format.unit == FigureUnit::millimetres ? 1 : 0);
    const int decimals = format.unit == FigureUnit::millimetres ? 1 : 0;
    width_->setDecimals(decimals);
    height_->setDecimals(decimals);
    width_->setValue(format.size.width());
    height_->setValue(format.size.height());
    dpi_->setValue(format.dpi);
    textScale_->setValue(format.textScale);
    // One that is not installed here falls back to the program's own.
    font_->setCurrentIndex(std::max(0, font_->findData(format.fontFamily)));
    theme_->setCurrentIndex(theme_->findData(format.theme));
    fieldRows_->setValue(format.fieldRows);
    transparent_->setChecked(format.transparent);
    recipe_->setChecked(format.carriesRecipe);
    lineScale_->setValue(format.lineScale);
    legend_->setCurrentIndex(static_cast<int>(format.legend));
    title_->setChecked(format.hasTitle);
    letters_->setChecked(format.hasLetters);
    moment_->setChecked(format.statesMoment);
    print_->setChecked(format.forPrint);
    ranges_->setChecked(format.sharesRanges);
    text_->setChecked(format.keepsText);
    preset_->setCurrentIndex(0);
    const std::span<const FigurePreset> presets = figurePresets();
    for (std::size_t i = 0; i < presets.size(); ++i) {
        if (withPreset(format, presets[i]) == format) preset_->setCurrentIndex(static_cast<int>(i) + 1);
    }
    filling_ = false;
}

FigureFormat FigureControls::format() const {
    return {.unit = unit_->currentIndex() == 1 ? FigureUnit::millimetres : FigureUnit::pixels,
            .size = {width_->value(), height_->value()},
            .dpi = dpi_->value(),
            .textScale = textScale_->value(),
            .fontFamily = font_->currentData().toString(),
            .theme = theme_->currentData().toString(),
            .transparent = transparent_->isChecked(),
            .fieldRows = static_cast<int>(fieldRows_->value()),
            .carriesRecipe = recipe_->isChecked(),
            .lineScale = lineScale_->value(),
            .legend = static_cast<LegendPlace>(legend_->currentIndex()),
            .hasTitle = title_->isChecked(),
            .hasLetters = letters_->isChecked(),
            .statesMoment = moment_->isChecked(),
            .forPrint = print_->isChecked(),
            .sharesRanges = ranges_->isChecked(),
            .keepsText = text_->isChecked()};
}

void FigureControls::usePreset(int index) {
    if (index < 1) return;
    const FigureFormat format =
        withPreset(this->format(), figurePresets()[static_cast<std::size_t>(index - 1)]);
    // A page of panels is for screens; a paper has figures.
    const bool isPaper = format.unit == FigureUnit::millimetres;
    if (isPaper && !focused_.isEmpty() && subject().layout.columns.size() > 1) choose(focused_);
    setFormat(format);
    preset_->setCurrentIndex(index);
    Q_EMIT changed();
}

void FigureControls::changeUnit() {
    FigureFormat changedFormat = format();
    const bool toMillimetres = changedFormat.unit == FigureUnit::millimetres;
    const double factor =
        toMillimetres ? kMillimetresPerInch / changedFormat.dpi : changedFormat.dpi / kMillimetresPerInch;
    changedFormat.size *= factor;
    setFormat(changedFormat);
    tell();
}

void FigureControls::tell() {
    if (filling_) return;
    preset_->setCurrentIndex(0);
    Q_EMIT changed();
}

}  // namespace featurescope::ui
