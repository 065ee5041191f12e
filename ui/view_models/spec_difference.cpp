#include "ui/view_models/spec_difference.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <type_traits>

#include "core/base/number_text.h"
#include "core/spec/sections.h"

namespace featurescope::ui {
namespace {

QString tr(const char* text, const char* note = nullptr, int count = -1) {
    return QCoreApplication::translate("SpecDifference", text, note, count);
}

const QString& nothing() {
    static const QString text = QStringLiteral("–");
    return text;
}

QString number(double value) {
    return QString::fromStdString(numberText(value)).replace(QLatin1Char('-'), QChar(0x2212));
}

template <typename Value>
QString valueText(const Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
        return value ? tr("yes") : tr("no");
    } else if constexpr (std::is_enum_v<Value>) {
        const std::string_view name = nameOf(value);
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    } else if constexpr (std::is_arithmetic_v<Value>) {
        return number(static_cast<double>(value));
    } else if constexpr (std::is_same_v<Value, std::string>) {
        return QString::fromStdString(value).left(8);  // a hash: its first digits tell files apart
    } else {
        QStringList changes;
        for (const StepSizeChange& change : value)
            changes << tr("%1 from step %2")
                           .arg(number(change.stepSize), number(static_cast<double>(change.step)));
        return changes.isEmpty() ? tr("none") : changes.join(QStringLiteral(", "));
    }
}

struct Setting {
    std::string path;
    QString label, symbol, value;
};

std::vector<Setting> settingsOf(const ExperimentSpec& spec) {
    std::vector<Setting> settings;
    const std::string_view kind = kindNameOf(spec.data);
    settings.push_back({"data.kind", tr("Data"), QString(),
                        QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()))});
    visitSections(spec, [&](std::string_view section, const auto& group) {
        visitFields(group, [&](const Field& field, const auto& value) {
            settings.push_back(
                {std::string(section) + "." + std::string(field.key),
                 QCoreApplication::translate("Setting", std::string(field.label).c_str()),
                 QString::fromUtf8(field.symbol.data(), static_cast<qsizetype>(field.symbol.size())),
                 valueText(value)});
        });
    });
    return settings;
}

const Setting* named(const std::vector<Setting>& settings, const std::string& path) {
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&](const Setting& setting) { return setting.path == path; });
    return found == settings.end() ? nullptr : &*found;
}

}  // namespace

QString SettingDifference::text() const {
    return tr("%1 %2 → %3").arg(label.left(1).toLower() + label.mid(1), before, after);
}

std::vector<SettingDifference> specDifferences(const ExperimentSpec& before, const ExperimentSpec& after) {
    const std::vector<Setting> old = settingsOf(before), now = settingsOf(after);
    std::vector<SettingDifference> result;
    for (const Setting& setting : old) {
        const Setting* other = named(now, setting.path);
        const QString value = other ? other->value : nothing();
        if (value != setting.value) result.push_back({setting.path, setting.label, setting.value, value});
    }
    for (const Setting& setting : now) {
        if (!named(old, setting.path))
            result.push_back({setting.path, setting.label, nothing(), setting.value});
    }
    return result;
}

QString nameBeside(const ExperimentSpec& spec, const ExperimentSpec& other) {
    const std::vector<Setting> own = settingsOf(spec), others = settingsOf(other);
    constexpr qsizetype kMost = 3;
    QStringList parts;
    for (const Setting& setting : own) {
        const Setting* there = named(others, setting.path);
        if (there && there->value == setting.value) continue;
        const QString label = setting.label.left(1).toLower() + setting.label.mid(1);
        parts << (setting.symbol.isEmpty() ? label : setting.symbol) + QLatin1Char(' ') + setting.value;
    }
    const bool isOther = spec.title != other.title && !spec.title.empty();
    if (isOther && (parts.isEmpty() || parts.size() > kMost)) return QString::fromStdString(spec.title);
    if (parts.isEmpty()) return tr("same settings");
    const bool isLong = parts.size() > kMost;
    return parts.mid(0, kMost).join(QStringLiteral(", ")) + (isLong ? QStringLiteral(", …") : QString());
}

QString differenceText(const std::vector<SettingDifference>& differences, std::size_t most) {
    if (differences.empty()) return tr("same settings");
    QStringList parts;
    for (std::size_t i = 0; i < std::min(most, differences.size()); ++i) parts << differences[i].text();
    if (differences.size() > most)
        parts << tr("%n more", nullptr, static_cast<int>(differences.size() - most));
    return parts.join(QStringLiteral(", "));
}

}  // namespace featurescope::ui
