#include "ui/controls/setting_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>

#include "ui/fields/number_field.h"

namespace featurescope::ui {
namespace {

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString effectText(ChangeEffect effect) {
    switch (effect) {
        case ChangeEffect::appliesAtOnce:
            return SettingRow::tr(
                "A change applies from the step shown on; above the charts you can have the whole run "
                "again.");
        case ChangeEffect::restarts:
            return SettingRow::tr("A change starts a new run at step 0, in place of the present one.");
        case ChangeEffect::none:
            return SettingRow::tr("A change does not alter what is learned.");
    }
    return {};
}

}  // namespace

SettingRow::SettingRow(const QString& path, const Field& field, QWidget* parent)
    : QWidget(parent),
      path_(path),
      label_(tr(std::string(field.label).c_str())),
      symbol_(fromView(field.symbol)),
      help_(tr(std::string(field.help).c_str()) + QLatin1Char('\n') + effectText(field.effect)),
      row_(new QHBoxLayout(this)),
      text_(new QLabel(this)) {
    setObjectName(path);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(8);
    text_->setTextFormat(Qt::RichText);
    QString text = label_;
    if (!symbol_.isEmpty()) text += QStringLiteral(" <i>") + symbol_ + QStringLiteral("</i>");
    if (field.effect == ChangeEffect::appliesAtOnce) text += QStringLiteral(" ▸");
    text_->setText(text);
    text_->setToolTip(help_);
    row_->addWidget(text_);
}

void SettingRow::setLook(const Look& look) {
    text_->setFont(fontFor(TextRole::body, look));
    text_->setFixedWidth(scaled(124, look));
    // Rich text keeps the colours it was laid out with.
    const QString text = text_->text();
    text_->setText(QString());
    text_->setText(text);
}

QString SettingRow::accessibleLabel() const {
    return symbol_.isEmpty() ? label_ : label_ + QLatin1Char(' ') + symbol_;
}

void SettingRow::nameControl(QWidget* control, const QString& part, const QString& name) const {
    control->setObjectName(path_ + QLatin1Char('/') + part);
    control->setAccessibleName(name);
    control->setAccessibleDescription(help_);
    control->setToolTip(help_);
}

void SettingRow::setMainControl(QWidget* control, const QString& hint) {
    main_ = control;
    mainToolTip_ = hint.isEmpty() ? help_ : help_ + QLatin1Char('\n') + hint;
    main_->setAccessibleDescription(mainToolTip_);
    showHelp();
}

void SettingRow::showHelp() {
    if (auto* field = qobject_cast<NumberField*>(main_)) {
        field->setHelp(mainToolTip_);
    } else {
        main_->setToolTip(mainToolTip_);
    }
}

void SettingRow::setProblem(const QString& problem) {
    const bool wrong = !problem.isEmpty();
    if (!main_ || main_->property("invalid").toBool() == wrong) return;
    main_->setProperty("invalid", wrong);
    wrong ? main_->setToolTip(problem) : showHelp();
    main_->setAccessibleDescription(wrong ? problem : mainToolTip_);
    main_->style()->unpolish(main_);
    main_->style()->polish(main_);
}

void SettingRow::setLabelVisible(bool visible) { text_->setVisible(visible); }

}  // namespace featurescope::ui
