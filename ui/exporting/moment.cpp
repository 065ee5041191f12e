#include "ui/exporting/moment.h"

namespace featurescope::ui {

PanelContent MomentMaker::content(const FigureNeeds& needs, const std::stop_token& stop) {
    PanelContent content{.snapshot = run_.snapshot(needs.view)};
    if (needs.theory) content.theory = insight_.theory(content.snapshot, stop);
    if (needs.baselines)
        content.baselines = insight_.baselines(*content.snapshot, data_, needs.view.field.area, stop);
    return content;
}

PanelContent showMoment(MomentMaker& maker, Figure& figure, const std::stop_token& stop) {
    FigureNeeds needs = figure.needs();
    PanelContent content;
    for (int look = 0; look < kMostLooks; ++look) {
        content = maker.content(needs, stop);
        figure.show(content);
        const FigureNeeds wanted = figure.needs();
        if (wanted == needs) break;
        needs = wanted;
    }
    return content;
}

}  // namespace featurescope::ui
