#include "ui/controls/setting_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/fields/number_field.h"

namespace featurescope::ui {
namespace {

constexpr double kLabel = 124;  // pixels at text scale 1

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
      line_(new QWidget(this)),
      row_(new QHBoxLayout(line_)),
      text_(new QLabel(line_)),
      problem_(new QLabel(this)) {
    setObjectName(path);
    problem_->setObjectName(path + QStringLiteral("/problem"));
    problem_->setProperty("problem", true);
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    problem_->hide();
    auto* below = new QVBoxLayout(this);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(0);
    below->addWidget(line_);
    below->addWidget(problem_);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(8);
    text_->setTextFormat(Qt::RichText);
    text_->setText(shownLabel(Look()));
    text_->setToolTip(accessibleLabel() + QLatin1Char('\n') + help_);
    row_->addWidget(text_);
}

QString SettingRow::shownLabel(const Look& look) const {
    const QFontMetrics metrics(fontFor(TextRole::body, look));
    const QString space = symbol_.isEmpty() ? QString() : QStringLiteral(" ");
    // Slanted letters are a little wider.
    const int room = scaled(kLabel, look) - metrics.horizontalAdvance(space + symbol_ + space);
    QString label = metrics.elidedText(label_, Qt::ElideRight, room).toHtmlEscaped();
    if (symbol_.isEmpty()) return label;
    // Bars of a norm that lean over, or stand close, would run into what is between them.
    static const QRegularExpression norm(QStringLiteral("‖([^‖]*)‖"));
    QString symbol = symbol_.toHtmlEscaped();
    symbol.replace(norm, QStringLiteral("</i>‖\u200a<i>\\1</i>\u200a‖<i>"));
    return label + QStringLiteral(" <i>%1</i>").arg(symbol);
}

void SettingRow::setLook(const Look& look) {
    text_->setFont(fontFor(TextRole::body, look));
    text_->setFixedWidth(scaled(kLabel, look));
    line_->setFixedHeight(scaled(25, look));
    problem_->setFont(fontFor(TextRole::small, look));
    // Rich text keeps the colours it was laid out with.
    text_->setText(QString());
    text_->setText(shownLabel(look));
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
    // Assistive technology calls a list box by its label; its own name is the value there.
    text_->setBuddy(control);
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
    problem_->setText(problem);
    problem_->setVisible(wrong);
    if (!main_ || main_->property("invalid").toBool() == wrong) return;
    main_->setProperty("invalid", wrong);
    wrong ? main_->setToolTip(problem) : showHelp();
    main_->setAccessibleDescription(wrong ? problem : mainToolTip_);
    main_->style()->unpolish(main_);
    main_->style()->polish(main_);
}

void SettingRow::setLabelVisible(bool visible) { text_->setVisible(visible); }

}  // namespace featurescope::ui
