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
#include <optional>

#include "core/base/errors.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr std::size_t kPreviewRows = 8, kPreviewColumns = 40;
constexpr std::size_t kMostLabels = 12;          // values of a label column to choose from
constexpr std::size_t kFieldsToTry = 1'000'000;  // when looking for what is no number

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

/// The last column that can be one, best of two values: files that people make have their label at the end.
std::size_t likelyLabel(const CsvTable& table) {
    std::optional<std::size_t> ofSeveral;
    for (std::size_t column = table.columns(); column-- > 0;) {
        const std::size_t values = differentValues(table, column, kMostLabels).size();
        if (values == 2) return column;
        if (values > 2 && values <= kMostLabels && !ofSeveral) ofSeveral = column;
    }
    return ofSeveral.value_or(table.columns() - 1);
}

/// The first row with something else than a number in this column, among as many as can be tried at once.
std::optional<std::size_t> rowWithoutNumber(const CsvTable& table, std::size_t column) {
    const std::size_t rows = std::min(table.rows(), std::max<std::size_t>(1, kFieldsToTry / table.columns()));
    for (std::size_t row = 0; row < rows; ++row) {
        if (!table.number(row, column)) return row;
    }
    return std::nullopt;
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
                                 tr("The column that says which class a sample belongs to"));
    positive_ = addField<QComboBox>(form, QStringLiteral("data/positive"), tr("Counts as +1"),
                                    tr("Which value is label +1; every other one is label −1"));
    inputs_ = addField<QListWidget>(form, QStringLiteral("data/inputs"), tr("Inputs"),
                                    tr("Columns without a tick are left out (Space)"));
    testing_ =
        addField<QComboBox>(form, QStringLiteral("data/testing"), tr("Kept for testing"),
                            tr("These samples are not trained on; the test error is measured on them"));
    testing_->addItem(tr("Every fifth sample of each label"), 5);
    testing_->addItem(tr("Every second sample of each label"), 2);
    testing_->addItem(tr("Every tenth sample of each label"), 10);
    testing_->addItem(tr("None: no test error"), 0);
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
    fillInputs();
    label_->setCurrentIndex(static_cast<int>(likelyLabel(table_)));
    fillPreview();
    showChoice();
    connect(label_, &QComboBox::currentIndexChanged, this, &DataDialog::showChoice);
    connect(means_, &QComboBox::currentIndexChanged, this, &DataDialog::showMeans);
    showMeans();
    connect(use_, &QPushButton::clicked, this, &DataDialog::use);
    resize(640, 640);
}

void DataDialog::fillInputs() {
    for (std::size_t column = 0; column < table_.columns(); ++column) {
        const QString name = QString::fromStdString(table_.names()[column]);
        label_->addItem(name);
        auto* item = new QListWidgetItem(name, inputs_);
        const std::optional<std::size_t> row = rowWithoutNumber(table_, column);
        item->setCheckState(row ? Qt::Unchecked : Qt::Checked);
        item->setFlags(row ? Qt::NoItemFlags
                           : Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        if (!row) continue;
        const QString field = QString::fromStdString(table_.field(*row, column));
        item->setText(field.isEmpty() ? tr("%1: a field is empty").arg(name)
                                      : tr("%1: “%2” is no number").arg(name, field));
        item->setToolTip(tr("Line %1 of the table; inputs are numbers")
                             .arg(countLabel(static_cast<std::int64_t>(table_.line(*row)))));
    }
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
        const auto label = static_cast<std::size_t>(column);
        std::vector<std::string> values = differentValues(table_, label, kMostLabels);
        const bool areSeveral = values.size() > 2 && values.size() <= kMostLabels;
        // Says what is wrong with any other number of values.
        if (!areSeveral) values = {labelValues(table_, label).positive, labelValues(table_, label).negative};
        for (const std::string& value : values) positive_->addItem(QString::fromStdString(value));
        use_->setEnabled(true);
        const QString sizes = tr("%1 rows, %2 columns.")
                                  .arg(countLabel(static_cast<std::int64_t>(table_.rows())),
                                       countLabel(static_cast<std::int64_t>(table_.columns())));
        message_->setText(areSeveral ? sizes + QLatin1Char(' ') +
                                           tr("The label has %1 values: the one that counts as +1 stands "
                                              "against all others.")
                                               .arg(values.size())
                                     : sizes);
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
    choice.oneAgainstRest = positive_->count() > 2;
    choice.testEvery = testing_->currentData().toULongLong();
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
