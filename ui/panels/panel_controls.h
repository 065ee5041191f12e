#pragma once

#include <QStringList>
#include <Qt>

class QComboBox;
class QPushButton;
class QWidget;

namespace featurescope::ui {

/// A small button that is on or off, for the title row of a card. The key works while the card or something
/// in it has the focus, and is named in the tooltip.
QPushButton* makeSwitch(QWidget* card, const QString& name, const QString& text, const QString& help,
                        Qt::Key key);

/// A small chooser of what a card shows; its key goes on to the next entry.
QComboBox* makeChooser(QWidget* card, const QString& name, const QString& accessibleName,
                       const QStringList& entries, const QString& help, Qt::Key key);

}  // namespace featurescope::ui
