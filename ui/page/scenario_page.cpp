#include "ui/page/scenario_page.h"

#include <QJsonDocument>
#include <algorithm>

#include "ui/panels/panel_table.h"
#include "ui/view_models/step_axis.h"

namespace featurescope::ui {
namespace {

QString qString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// As options of panels name it.
std::string_view scaleName(TimeAxis axis) {
    switch (axis) {
        case TimeAxis::automatic:
            break;
        case TimeAxis::linear:
            return nameOf(StepScaleChoice(StepScale::linear));
        case TimeAxis::logarithmic:
            return nameOf(StepScaleChoice(StepScale::logarithmic));
    }
    return nameOf(StepScaleChoice());
}

PageLayout withPanels(PageLayout page, const std::vector<std::string>& wanted) {
    std::vector<std::string> ids = wanted;
    std::erase_if(ids, [](const std::string& id) { return !panelKind(id); });
    if (ids.empty()) return page;
    std::size_t next = 0;
    for (PageColumn& column : page.columns) {
        for (CardPlace& place : column.cards) {
            place = {next < ids.size() ? qString(ids[next]) : QString(), place.share};
            ++next;
        }
        std::erase_if(column.cards, [](const CardPlace& place) { return place.panel.isEmpty(); });
    }
    std::erase_if(page.columns, [](const PageColumn& column) { return column.cards.empty(); });
    const double share = page.columns.back().cards.back().share;
    for (; next < ids.size(); ++next) page.columns.back().cards.push_back({qString(ids[next]), share});
    return page;
}

void addOptions(const ScenarioPresentation& presentation, CardPlace& place) {
    if (presentation.timeAxis)
        place.options[QStringLiteral("step_axis")] = qString(scaleName(*presentation.timeAxis));
    for (const OpeningOptions& options : presentation.options) {
        if (panelKind(options.panel) != panelKind(place.panel.toStdString())) continue;
        const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(options.json)).object();
        for (auto member = json.begin(); member != json.end(); ++member)
            place.options[member.key()] = member.value();
    }
}

}  // namespace

bool changesPage(const ScenarioPresentation& presentation) {
    return presentation.layout || !presentation.panels.empty() || presentation.timeAxis ||
           !presentation.options.empty();
}

PageLayout openedPage(const ScenarioPresentation& presentation, const PageLayout& present) {
    const ShippedLayout* shipped = presentation.layout ? shippedLayout(idOf(*presentation.layout)) : nullptr;
    PageLayout page = withPanels(shipped ? shipped->layout : present, presentation.panels);
    for (PageColumn& column : page.columns) {
        for (CardPlace& place : column.cards) addOptions(presentation, place);
    }
    return page;
}

}  // namespace featurescope::ui
