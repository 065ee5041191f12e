#pragma once

#include <QString>

class QPushButton;
class QWidget;

namespace featurescope::ui {

/// A small button for the title row of a panel that opens a menu of the panel's actions. The key O opens it
/// while the panel has the focus. Becomes a child of the panel; its actions must have been added before.
QPushButton* makeOptionsButton(QWidget& panel, const QString& text, const QString& help);

}  // namespace featurescope::ui
