#include "ui/look/style_sheet.h"

namespace featurescope::ui {
namespace {

// %1 window, %2 card, %3 border, %4 text, %5 muted, %6 accent, %7 accent when hovered, %8 text on accent,
// %9 "light" or "dark" (names of the icons), %10 warning, %11 warning text, %12 control, %13 axis; in pixels:
// %14 a chevron, %15 a small one, %16 room for a chevron and its gaps, %17 the same inside a border of two,
// %18 the part of a list box that opens it
constexpr const char* kTemplate = R"(
QMainWindow, QWidget#centralArea, QWidget#page, QSplitter { background: %1; }
QSplitter::handle { background: transparent; }
QFrame[card="true"] { background: %2; border: 1px solid %3; border-radius: 10px; }
QFrame#banner { background: %10; border: 1px solid %11; border-radius: 8px; }
QFrame#banner QLabel { color: %11; }
QFrame#offerBar { background: %12; border: 1px solid %3; border-radius: 8px; }
QScrollArea, QScrollArea > QWidget, QScrollArea > QWidget > QWidget#formContent { background: transparent; border: none; }
QLabel { background: transparent; }
QLabel[muted="true"] { color: %5; }
QLabel:disabled { color: %13; }
QLabel[problem="true"] { color: %11; background: %10; border-radius: 4px; padding: 2px 5px; }
QToolTip { background: %2; color: %4; border: 1px solid %3; padding: 5px; }
QPushButton, QToolButton { background: %12; color: %4; border: 1px solid %3; border-radius: 7px; padding: 6px 10px; }
QPushButton:hover, QToolButton:hover { border-color: %6; }
QPushButton:pressed, QToolButton:pressed { background: %1; }
QPushButton:focus, QToolButton:focus { border: 2px solid %6; padding: 5px 9px; }
QPushButton:disabled, QToolButton:disabled { color: %13; }
QToolButton:checked { background: %6; color: %8; border-color: %6; }
QToolButton:checked:focus { border-color: %4; }
QPushButton[primary="true"] { background: %6; color: %8; border-color: %6; }
QPushButton[primary="true"]:hover { background: %7; }
QPushButton[primary="true"]:focus { border: 2px solid %4; }
QPushButton[primary="true"]:disabled { background: %3; color: %13; border-color: %3; }
QPushButton[small="true"] { padding: 2px 8px; border-radius: 6px; }
QPushButton[small="true"]:focus { padding: 1px 7px; }
QPushButton[small="true"]::menu-indicator { image: url(:/icons/chevron-%9.png); width: %15px; height: %15px; subcontrol-position: right center; subcontrol-origin: padding; right: 5px; }
QPushButton#options { padding-right: %17px; }
QPushButton[small="true"]:checked { background: %6; color: %8; border-color: %6; }
QPushButton[small="true"]:checked:focus { border-color: %4; }
QPushButton#scenarioMenu { background: transparent; border: 1px solid transparent; padding: 2px 6px; text-align: left; }
QPushButton#scenarioMenu:hover, QPushButton#scenarioMenu:focus { border-color: %6; }
QPushButton#scenarioMenu::menu-indicator { image: url(:/icons/chevron-%9.png); width: %14px; height: %14px; subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }
QPushButton[heading="true"] { background: transparent; border: 1px solid transparent; padding: 0 %16px 0 4px; text-align: left; }
QPushButton[heading="true"]:hover, QPushButton[heading="true"]:focus { border: 1px solid %6; padding: 0 %16px 0 4px; }
QPushButton[heading="true"]::menu-indicator { image: url(:/icons/chevron-%9.png); width: %14px; height: %14px; subcontrol-position: right center; subcontrol-origin: padding; right: 5px; }
QPushButton[iconMenu="true"]::menu-indicator { image: none; width: 0; }
QToolButton[popupMode="2"] { padding-right: %16px; }
QToolButton[popupMode="2"]:focus { padding-right: %17px; }
QToolButton::menu-indicator { image: url(:/icons/chevron-%9.png); width: %15px; height: %15px; subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }
QToolButton[quiet="true"] { background: transparent; border: 1px solid transparent; padding: 0; color: %5; }
QToolButton[quiet="true"]:hover, QToolButton[quiet="true"]:focus { border: 1px solid %6; padding: 0; color: %4; }
QDialog { background: %1; }
QListWidget, QTextBrowser { background: %2; color: %4; border: 1px solid %3; border-radius: 8px; }
QListWidget::item { padding: 5px 8px; border-radius: 5px; }
QListWidget::item:selected { background: %6; color: %8; }
QListWidget:focus, QTextBrowser:focus { border: 2px solid %6; }
QMenu { background: %2; color: %4; border: 1px solid %3; padding: 5px; }
QMenu::item { padding: 6px 22px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: %6; color: %8; }
QLineEdit { background: %12; color: %4; border: 1px solid %3; border-radius: 6px; padding: 2px 5px; selection-background-color: %6; selection-color: %8; }
QLineEdit:focus { border-color: %6; }
QLineEdit:read-only { background: transparent; border-color: transparent; color: %5; }
QLineEdit[invalid="true"] { border: 2px solid %11; background: %10; color: %11; }
QComboBox { background: %12; color: %4; border: 1px solid %3; border-radius: 6px; padding: 2px 6px; }
QComboBox:hover, QComboBox:focus { border-color: %6; }
QComboBox::drop-down { border: none; width: %18px; }
QComboBox::down-arrow { image: url(:/icons/chevron-%9.png); width: %14px; height: %14px; }
QComboBox QAbstractItemView { background: %2; color: %4; border: 1px solid %3; selection-background-color: %6; selection-color: %8; }
QAbstractSpinBox { background: %12; color: %4; border: 1px solid %3; border-radius: 6px; padding: 2px 5px; selection-background-color: %6; selection-color: %8; }
QAbstractSpinBox:hover, QAbstractSpinBox:focus { border-color: %6; }
QAbstractSpinBox:disabled, QLineEdit:disabled, QComboBox:disabled { color: %13; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: %18px; border: none; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; width: %18px; border: none; }
QAbstractSpinBox::up-arrow { image: url(:/icons/chevron-up-%9.png); width: %15px; height: %15px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/chevron-%9.png); width: %15px; height: %15px; }
QComboBox#speed { border-radius: 7px; padding: 6px 8px; }
QSlider { min-height: 22px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %3; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: %6; }
QSlider::handle:horizontal { width: 10px; height: 10px; margin: -5px 0; border-radius: 7px; border: 2px solid %6; background: %2; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: %6; }
QSlider::sub-page:horizontal:disabled { background: %13; }
QSlider::handle:horizontal:disabled { border-color: %13; }
QCheckBox { color: %4; spacing: 8px; background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid %13; border-radius: 4px; background: %12; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: %6; }
QCheckBox::indicator:checked { background: %6; border-color: %6; image: url(:/icons/tick-%9.png); }
QCheckBox:focus { color: %6; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar::handle:vertical { background: %3; border-radius: 4px; min-height: 30px; }
QScrollBar::handle:vertical:hover { background: %13; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; height: 0; }
)";

}  // namespace

QString styleSheetFor(const Look& look) {
    const Palette& p = look.palette;
    const int chevron = scaled(12, look);
    QString sheet = QString::fromLatin1(kTemplate);
    const QString values[] = {
        p.window.name(),
        p.card.name(),
        p.border.name(),
        p.text.name(),
        p.muted.name(),
        p.accent.name(),
        p.accentHover.name(),
        p.textOnAccent.name(),
        p.brightness == Brightness::dark ? QStringLiteral("dark") : QStringLiteral("light"),
        p.warning.name(),
        p.warningText.name(),
        p.control.name(),
        p.axis.name(),
        QString::number(chevron),
        QString::number(scaled(9, look)),
        QString::number(chevron + 8),
        QString::number(chevron + 7),
        QString::number(chevron + 6)};
    // From the back, so that %1 does not eat the first digit of %10.
    for (int i = static_cast<int>(std::size(values)); i >= 1; --i) {
        sheet.replace(QLatin1Char('%') + QString::number(i), values[i - 1]);
    }
    return sheet;
}

}  // namespace featurescope::ui
