#include "ui/controls/choice_row.h"

#include <QHBoxLayout>
#include <QRandomGenerator>
#include <QStringList>
#include <algorithm>
#include <iterator>
#include <optional>

#include "core/spec/data_kinds.h"
#include "ui/fields/number_reading.h"
#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

/// The entries "step: step size". A comma without a colon behind it is a decimal one.
QStringList entriesIn(const QString& text) {
    QString separated = text;
    QStringList entries;
    for (const QString& part :
         separated.replace(QLatin1Char(';'), QLatin1Char(',')).split(QLatin1Char(','))) {
        const bool isNew = entries.isEmpty() || part.contains(QLatin1Char(':'));
        if (isNew && !part.trimmed().isEmpty()) {
            entries << part;
        } else if (!part.trimmed().isEmpty()) {
            entries.last() += QLatin1Char(',') + part;
        }
    }
    return entries;
}

std::optional<std::vector<StepSizeChange>> parseChanges(const QString& text) {
    std::vector<StepSizeChange> changes;
    for (const QString& entry : entriesIn(text)) {
        const QStringList pair = entry.split(QLatin1Char(':'));
        if (pair.size() != 2) return std::nullopt;
        const std::optional<double> step = readNumber(pair[0], true).number;
        const std::optional<double> size = readNumber(pair[1], false).number;
        if (!step || !size || *step < 0 || *size < 0) return std::nullopt;
        const auto at = static_cast<std::int64_t>(*step);
        if (!changes.empty() && changes.back().step >= at) return std::nullopt;
        changes.push_back({at, *size});
    }
    return changes;
}

QString changesText(const std::vector<StepSizeChange>& changes) {
    QStringList parts;
    for (const StepSizeChange& change : changes) {
        parts << QString::number(change.step) + QStringLiteral(": ") + editableNumber(change.stepSize);
    }
    return parts.join(QStringLiteral(", "));
}

std::vector<DataSource> drawnKinds() {
    std::vector<DataSource> kinds;
    std::ranges::copy_if(dataKinds(), std::back_inserter(kinds), isDrawn);
    return kinds;
}

}  // namespace

ChoiceRow::ChoiceRow(const QString& path, const Field& field, QWidget* parent)
    : SettingRow(path, field, parent), combo_(new QComboBox(this)) {
    nameControl(combo_, QStringLiteral("choice"), accessibleLabel());
    setMainControl(combo_);
    combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    row().addWidget(combo_, 1);
    connect(combo_, &QComboBox::activated, this, &ChoiceRow::edited);
}

void ChoiceRow::setLook(const Look& look) {
    SettingRow::setLook(look);
    combo_->setFont(fontFor(TextRole::body, look));
}

DataKindRow::DataKindRow(QWidget* parent)
    : ChoiceRow(QStringLiteral("data.kind"),
                Field{.key = "kind",
                      .label = QT_TRANSLATE_NOOP("featurescope::ui::SettingRow", "Kind"),
                      .symbol = "",
                      .help = QT_TRANSLATE_NOOP("featurescope::ui::SettingRow",
                                                "What the samples are drawn from.")},
                parent) {
    for (const DataSource& kind : drawnKinds()) {
        const std::string_view help = kindHelpOf(kind);
        combo().addItem(choiceTitle(kindNameOf(kind)));
        combo().setItemData(combo().count() - 1,
                            QString::fromUtf8(help.data(), static_cast<qsizetype>(help.size())),
                            Qt::ToolTipRole);
    }
}

void DataKindRow::load(const ExperimentSpec& spec) {
    const std::vector<DataSource> kinds = drawnKinds();
    const auto shown = std::ranges::find(kinds, kindNameOf(spec.data), kindNameOf);
    combo().setCurrentIndex(static_cast<int>(shown - kinds.begin()));
}

bool DataKindRow::store(ExperimentSpec& spec) const {
    const DataSource kind = drawnKinds().at(static_cast<std::size_t>(combo().currentIndex()));
    if (kindNameOf(kind) != kindNameOf(spec.data)) spec.data = withDataKind(spec.data, kind);
    return true;
}

bool DataKindRow::offersChoice(const ExperimentSpec& spec) {
    return isDrawn(spec.data) && drawnKinds().size() > 1;
}

SwitchRow::SwitchRow(const QString& path, const Field& field, QWidget* parent)
    : SettingRow(path, field, parent), check_(new QCheckBox(accessibleLabel(), this)) {
    nameControl(check_, QStringLiteral("switch"), accessibleLabel());
    setMainControl(check_);
    setLabelVisible(false);
    row().addWidget(check_, 1);
    connect(check_, &QCheckBox::clicked, this, &SwitchRow::edited);
}

void SwitchRow::load(const ExperimentSpec& spec) {
    if (const bool* value = settingAt<bool>(spec, path())) check_->setChecked(*value);
}

bool SwitchRow::store(ExperimentSpec& spec) const {
    if (bool* value = settingAt<bool>(spec, path())) *value = check_->isChecked();
    return true;
}

void SwitchRow::setLook(const Look& look) {
    SettingRow::setLook(look);
    check_->setFont(fontFor(TextRole::body, look));
}

SeedRow::SeedRow(const QString& path, const Field& field, QWidget* parent)
    : SettingRow(path, field, parent),
      box_(new NumberField(NumberField::Kind::whole, 0, kLargestExactInteger, this)),
      new_(new QPushButton(tr("New"), this)) {
    nameControl(box_, QStringLiteral("box"), accessibleLabel());
    setMainControl(box_, box_->allowed());
    nameControl(new_, QStringLiteral("new"), tr("New %1").arg(accessibleLabel().toLower()));
    new_->setToolTip(tr("Draw another seed and start again at step 0."));
    new_->setProperty("small", true);
    row().addWidget(box_, 1);
    row().addWidget(new_);
    connect(box_, &LineField::committed, this, [this] {
        const std::optional<double> seed = box_->number();
        setProblem(box_->problem());
        if (!seed) return;
        box_->showNumber(*seed);
        Q_EMIT edited();
    });
    connect(box_, &QLineEdit::textEdited, this, [this] { setProblem(QString()); });
    connect(new_, &QPushButton::clicked, this, &SeedRow::drawNew);
}

void SeedRow::load(const ExperimentSpec& spec) {
    if (const auto* value = settingAt<std::int64_t>(spec, path()))
        box_->showNumber(static_cast<double>(*value));
    setProblem(QString());
}

bool SeedRow::store(ExperimentSpec& spec) const {
    const std::optional<double> seed = box_->number();
    if (!seed) return false;
    if (auto* value = settingAt<std::int64_t>(spec, path())) *value = static_cast<std::int64_t>(*seed);
    return true;
}

void SeedRow::setLook(const Look& look) {
    SettingRow::setLook(look);
    box_->setFont(fontFor(TextRole::body, look));
    new_->setFont(fontFor(TextRole::body, look));
}

void SeedRow::drawNew() {
    // Six digits are enough to be different and few enough to be read out in a lecture.
    box_->showNumber(QRandomGenerator::global()->bounded(1, 1000000));
    Q_EMIT edited();
}

FixedRow::FixedRow(const QString& path, const Field& field, QWidget* parent)
    : SettingRow(path, field, parent), value_(new LineField(this)) {
    nameControl(value_, QStringLiteral("value"), accessibleLabel());
    value_->setReadOnly(true);
    value_->setAlignment(Qt::AlignRight);
    row().addWidget(value_, 1);
}

void FixedRow::load(const ExperimentSpec& spec) {
    if (const auto* text = settingAt<std::string>(spec, path())) {
        // Nobody knows a file by its hash; a run on own data has the name of their file.
        const QString name = QString::fromStdString(spec.title), hash = QString::fromStdString(*text);
        value_->showText(name.isEmpty() ? hash : name);
        value_->setToolTip(tr("%1\nSHA-256 %2").arg(name, hash));
    }
    if (const auto* count = settingAt<std::int64_t>(spec, path())) value_->showText(QString::number(*count));
}

void FixedRow::setLook(const Look& look) {
    SettingRow::setLook(look);
    value_->setFont(fontFor(TextRole::body, look));
}

StepSizeChangesRow::StepSizeChangesRow(const QString& path, const Field& field, QWidget* parent)
    : SettingRow(path, field, parent), box_(new LineField(this)) {
    nameControl(box_, QStringLiteral("box"), accessibleLabel());
    setMainControl(box_, tr("Written as step: step size, for example 10: 0.1, 50: 0.05."));
    box_->setPlaceholderText(tr("none"));
    row().addWidget(box_, 1);
    connect(box_, &LineField::committed, this, [this] {
        const auto changes = parseChanges(box_->text());
        setProblem(changes ? QString() : tr("Write step: step size, for example 10: 0.1, 50: 0.05."));
        if (!changes) return;
        box_->showText(changesText(*changes));
        Q_EMIT edited();
    });
    connect(box_, &QLineEdit::textEdited, this, [this] { setProblem(QString()); });
}

void StepSizeChangesRow::load(const ExperimentSpec& spec) {
    if (const auto* changes = settingAt<std::vector<StepSizeChange>>(spec, path()))
        box_->showText(changesText(*changes));
    setProblem(QString());
}

bool StepSizeChangesRow::store(ExperimentSpec& spec) const {
    const auto changes = parseChanges(box_->text());
    if (!changes) return false;
    if (auto* value = settingAt<std::vector<StepSizeChange>>(spec, path())) *value = *changes;
    return true;
}

void StepSizeChangesRow::setLook(const Look& look) {
    SettingRow::setLook(look);
    box_->setFont(fontFor(TextRole::body, look));
}

}  // namespace featurescope::ui
