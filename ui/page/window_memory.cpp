#include "ui/page/window_memory.h"

#include <QJsonDocument>

#include "ui/look/theme.h"

namespace featurescope::ui {
namespace {

const QString kGeometry = QStringLiteral("window/geometry");
const QString kLayoutId = QStringLiteral("window/layout");
const QString kPage = QStringLiteral("window/page");
const QString kTheme = QStringLiteral("window/colours");
const QString kTextScale = QStringLiteral("window/text-scale");
const QString kFormBrief = QStringLiteral("window/form-brief");
const QString kFormHidden = QStringLiteral("window/form-hidden");

}  // namespace

WindowMemory readMemory(const QSettings& settings) {
    WindowMemory memory;
    memory.geometry = settings.value(kGeometry).toByteArray();
    const QString id = settings.value(kLayoutId).toString();
    memory.layoutId = shippedLayout(id) ? id : QString::fromLatin1(shippedLayouts().front().id);
    memory.page = pageLayoutFrom(QJsonDocument::fromJson(settings.value(kPage).toByteArray()).object());
    memory.theme = themeFromId(settings.value(kTheme).toString());
    memory.formHidden = settings.value(kFormHidden).toBool();
    memory.formBrief = settings.value(kFormBrief).toBool();
    memory.isFirstStart = !settings.contains(kLayoutId);
    const double scale = settings.value(kTextScale, 1).toDouble();
    if (scale >= kLeastRestScale && scale <= kMostRestScale) memory.textScale = scale;
    return memory;
}

void writeMemory(QSettings& settings, const WindowMemory& memory) {
    settings.setValue(kGeometry, memory.geometry);
    settings.setValue(kLayoutId, memory.layoutId);
    if (memory.page) {
        settings.setValue(kPage, QJsonDocument(jsonOf(*memory.page)).toJson(QJsonDocument::Compact));
    } else {
        settings.remove(kPage);
    }
    settings.setValue(kTheme, memory.theme ? themeId(*memory.theme) : QString());
    settings.setValue(kFormHidden, memory.formHidden);
    settings.setValue(kFormBrief, memory.formBrief);
    settings.setValue(kTextScale, memory.textScale);
    settings.sync();
}

}  // namespace featurescope::ui
