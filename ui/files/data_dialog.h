#pragma once

#include <QDialog>
#include <memory>

#include "core/documents/table_data.h"
#include "core/run/given_data.h"
#include "ui/exporting/background.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTableWidget;

namespace featurescope::ui {

/// Shows the first rows of a table and asks which column is the label, which are left out, how many samples
/// are kept for testing, and where the cluster means are from.
class DataDialog : public QDialog {
    Q_OBJECT

  public:
    /// `table` was read from the file of that name.
    DataDialog(CsvTable table, QWidget* parent);

    /// As the controls stand. InputError when typed means are not two rows of numbers.
    TableChoice choice() const;

  Q_SIGNALS:
    /// The user wants a run on these data. `npz` are the bytes of a data file as `--data` takes it.
    void chosen(std::shared_ptr<const featurescope::GivenData> data, const QString& report,
                const QByteArray& npz);

  private:
    void fillPreview();
    void fillInputs();
    void showChoice();
    void showMeans();
    void use();

    const CsvTable table_;
    QTableWidget* preview_;  // all widgets are owned by this dialog
    QComboBox *label_, *positive_, *testing_, *means_;
    QLineEdit *mu1_, *mu2_;
    QListWidget* inputs_;
    QLabel* message_;
    QPushButton* use_;
    Background making_;  // last: joined before the table goes
};

}  // namespace featurescope::ui
