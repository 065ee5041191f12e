#pragma once

#include <QCoreApplication>
#include <QLabel>
#include <memory>

#include "ui/panels/panel_table.h"
#include "ui/panels/plot_view.h"

// A panel on screen, and what tests look at in it.

namespace featurescope::test {

inline std::unique_ptr<ui::Panel> shownPanel(const char* id, const ui::PanelContent& content) {
    std::unique_ptr<ui::Panel> panel = ui::panelKind(id)->make();
    panel->resize(640, 420);
    panel->show();
    panel->setLook(ui::Look());
    panel->showContent(content);
    QCoreApplication::processEvents();
    return panel;
}

inline ui::PlotView& plotOf(ui::Panel& panel) {
    return *panel.findChild<ui::PlotView*>(QStringLiteral("plot"));
}

inline QLabel* readoutOf(ui::Panel& panel) { return panel.findChild<QLabel*>(QStringLiteral("readout")); }

}  // namespace featurescope::test
