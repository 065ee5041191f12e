#include "ui/controls/form_words.h"

#include <QRegularExpression>

#include "ui/controls/setting_row.h"
#include "ui/controls/spec_fields.h"

namespace featurescope::ui {
namespace {

/// Replaces `name` where it is not a part of a longer name.
void replaceWord(QString& text, const QString& name, const QString& with) {
    text.replace(QRegularExpression(QStringLiteral("(?<![\\w.])") + QRegularExpression::escape(name) +
                                    QStringLiteral("(?![\\w])")),
                 with);
}

}  // namespace

QString inWordsOfForm(const std::string& message, const ExperimentSpec& spec) {
    QString text = QString::fromStdString(message);
    visitSpecFields(spec, [&](std::string_view group, const Field& field, const auto&) {
        QString label = SettingRow::tr(std::string(field.label).c_str());
        if (!field.symbol.empty())
            label += QLatin1Char(' ') +
                     QString::fromUtf8(field.symbol.data(), static_cast<qsizetype>(field.symbol.size()));
        replaceWord(text, settingPath(group, field.key), QStringLiteral("“%1”").arg(label));
    });
    return text;
}

}  // namespace featurescope::ui
