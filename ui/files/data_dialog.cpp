#include "ui/files/data_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/errors.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr std::size_t kPreviewRows = 8, kPreviewColumns = 40;

template <typename Control>
Control* addField(QFormLayout* form, const QString& name, const QString& label, const QString& toolTip) {
    auto* control = new Control;
    control->setObjectName(name);
    control->setAccessibleName(label);
    control->setToolTip(toolTip);
    form->addRow(label, control);
    return control;
}

/// What becomes of the table.
struct Made {
    TableData table{};
    std::shared_ptr<const GivenData> data{};
    QString problem{};
};

/// The last column that can be one: files that people make have their label at the end.
std::size_t likelyLabel(const CsvTable& table) {
    for (std::size_t column = table.columns(); column-- > 0;) {
        try {
            labelValues(table, column);
            return column;
        } catch (const std::runtime_error&) {
            continue;
        }
    }
    return table.columns() - 1;
}

/// Numbers between which stand semicolons may have decimal commas.
QString pointsAndCommas(QString numbers) {
    if (!numbers.contains(QLatin1Char(';'))) return numbers;
    if (numbers.contains(QLatin1Char('.')) && numbers.contains(QLatin1Char(',')))
        throw InputError(
            DataDialog::tr("Write a decimal point or a decimal comma, not both: 0.5; 1 or 0,5; 1.")
                .toStdString());
    return numbers.replace(QLatin1Char(','), QLatin1Char('.')).replace(QLatin1Char(';'), QLatin1Char(','));
}

}  // namespace

DataDialog::DataDialog(CsvTable table, QWidget* parent)
    : QDialog(parent), table_(std::move(table)), preview_(new QTableWidget(this)) {
    setObjectName(QStringLiteral("dataDialog"));
    setWindowTitle(tr("Data from a table"));
    setAttribute(Qt::WA_DeleteOnClose);
    preview_->setObjectName(QStringLiteral("data/preview"));
    preview_->setAccessibleName(tr("First rows of the table"));
    preview_->setToolTip(tr("First rows of the table"));
    preview_->setEditTriggers(QTableWidget::NoEditTriggers);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(preview_, 1);
    auto* form = new QFormLayout;
    label_ = addField<QComboBox>(form, QStringLiteral("data/label"), tr("Label"),
                                 tr("The column with exactly two different values"));
    positive_ = addField<QComboBox>(form, QStringLiteral("data/positive"), tr("Counts as +1"),
                                    tr("Which of the two values is label +1"));
    inputs_ = addField<QListWidget>(form, QStringLiteral("data/inputs"), tr("Inputs"),
                                    tr("Columns without a tick are left out (Space)"));
    means_ = addField<QComboBox>(
        form, QStringLiteral("data/means"), tr("Cluster means"),
        tr("Alignments need means; estimated ones suppose that the data are XOR clusters"));
    means_->addItem(tr("Estimated from the data"), static_cast<int>(TableMeans::estimated));
    means_->addItem(tr("Typed below"), static_cast<int>(TableMeans::given));
    means_->addItem(tr("None: no alignments"), static_cast<int>(TableMeans::none));
    const QString howToType = tr("A number for each input: 0.5, 1 or 0,5; 1");
    mu1_ = addField<QLineEdit>(form, QStringLiteral("data/mu1"), tr("Mean μ₁ of label +1"), howToType);
    mu2_ = addField<QLineEdit>(form, QStringLiteral("data/mu2"), tr("Mean μ₂ of label −1"), howToType);
    layout->addLayout(form);
    message_ = new QLabel(this);
    message_->setObjectName(QStringLiteral("data/message"));
    message_->setWordWrap(true);
    message_->setTextFormat(Qt::PlainText);
    layout->addWidget(message_);
    use_ = new QPushButton(tr("Train on these"), this);
    use_->setObjectName(QStringLiteral("data/use"));
    use_->setAccessibleName(use_->text());
    use_->setToolTip(tr("Start a run on these data (Enter)"));
    layout->addWidget(use_);
    for (const std::string& name : table_.names()) {
        label_->addItem(QString::fromStdString(name));
        auto* item = new QListWidgetItem(QString::fromStdString(name), inputs_);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Checked);
    }
    label_->setCurrentIndex(static_cast<int>(likelyLabel(table_)));
    fillPreview();
    showChoice();
    connect(label_, &QComboBox::currentIndexChanged, this, &DataDialog::showChoice);
    connect(means_, &QComboBox::currentIndexChanged, this, &DataDialog::showMeans);
    showMeans();
    connect(use_, &QPushButton::clicked, this, &DataDialog::use);
    resize(640, 640);
}

void DataDialog::fillPreview() {
    const std::size_t rows = std::min(table_.rows(), kPreviewRows);
    const std::size_t columns = std::min(table_.columns(), kPreviewColumns);
    preview_->setRowCount(static_cast<int>(rows));
    preview_->setColumnCount(static_cast<int>(columns));
    for (std::size_t column = 0; column < columns; ++column) {
        preview_->setHorizontalHeaderItem(
            static_cast<int>(column), new QTableWidgetItem(QString::fromStdString(table_.names()[column])));
        for (std::size_t row = 0; row < rows; ++row) {
            preview_->setItem(static_cast<int>(row), static_cast<int>(column),
                              new QTableWidgetItem(QString::fromStdString(table_.field(row, column))));
        }
    }
}

void DataDialog::showChoice() {
    const int column = label_->currentIndex();
    for (int i = 0; i < inputs_->count(); ++i) inputs_->item(i)->setHidden(i == column);
    positive_->clear();
    use_->setEnabled(false);
    try {
        const LabelValues values = labelValues(table_, static_cast<std::size_t>(column));
        positive_->addItem(QString::fromStdString(values.positive));
        positive_->addItem(QString::fromStdString(values.negative));
        use_->setEnabled(true);
        message_->setText(tr("%1 rows, %2 columns.")
                              .arg(countLabel(static_cast<std::int64_t>(table_.rows())),
                                   countLabel(static_cast<std::int64_t>(table_.columns()))));
    } catch (const std::runtime_error& error) {
        message_->setText(QString::fromUtf8(error.what()));
    }
}

void DataDialog::showMeans() {
    const bool typed = means_->currentData().toInt() == static_cast<int>(TableMeans::given);
    mu1_->setEnabled(typed);
    mu2_->setEnabled(typed);
}

TableChoice DataDialog::choice() const {
    TableChoice choice;
    choice.labelColumn = static_cast<std::size_t>(label_->currentIndex());
    choice.positiveLabel = positive_->currentText().toStdString();
    choice.means = static_cast<TableMeans>(means_->currentData().toInt());
    if (choice.means == TableMeans::given) {
        const QString rows = pointsAndCommas(mu1_->text()) + QLatin1Char('\n') +
                             pointsAndCommas(mu2_->text()) + QLatin1Char('\n');
        choice.givenMeans = meansIn(CsvTable(rows.toStdString(), tr("What was typed").toStdString(),
                                             {.separator = ',', .hasHeader = false}));
    }
    for (int i = 0; i < inputs_->count(); ++i) {
        if (i != label_->currentIndex() && inputs_->item(i)->checkState() != Qt::Checked)
            choice.leftOut.push_back(static_cast<std::size_t>(i));
    }
    return choice;
}

void DataDialog::use() {
    TableChoice chosenNow;
    try {
        chosenNow = choice();
    } catch (const std::runtime_error& error) {
        return message_->setText(QString::fromUtf8(error.what()));
    }
    // The rest takes a while for a large table.
    setEnabled(false);
    message_->setText(tr("Reading the numbers…"));
    const auto made = std::make_shared<Made>();
    making_.run(
        [this, chosenNow, made] {
            try {
                made->table = tableData(table_, chosenNow);
                made->data =
                    std::make_shared<const GivenData>(givenDataFromBytes(made->table.npz, table_.name()));
            } catch (const std::exception& error) {
                made->problem = QString::fromUtf8(error.what());
            }
        },
        [this, made] {
            setEnabled(true);
            if (!made->problem.isEmpty()) return message_->setText(made->problem);
            Q_EMIT chosen(made->data, QString::fromStdString(made->table.report),
                          QByteArray::fromStdString(made->table.npz));
            close();
        });
}

}  // namespace featurescope::ui
