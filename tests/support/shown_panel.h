#pragma once

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QLabel>
#include <QTest>
#include <memory>

#include "ui/panels/legend.h"
#include "ui/panels/panel_table.h"
#include "ui/panels/plot_view.h"

// A panel on screen, and what tests look at in it.

namespace featurescope::test {

/// A panel on screen that shows this content.
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

inline QString legendOf(ui::Panel& panel) {
    return panel.findChild<ui::Legend*>(QStringLiteral("legend"))->accessibleName();
}

/// What the box beside the pointer says at this value of the axes; empty when it says nothing.
inline QString pointedAt(ui::Panel& panel, double x, double y) {
    ui::PlotView& plot = plotOf(panel);
    QTest::mouseMove(plot.viewport(), QPoint(1, 1));
    QTest::mouseMove(plot.viewport(), plot.mapping().at(x, y).toPoint());
    QCoreApplication::processEvents();
    const QLabel* box = readoutOf(panel);
    return box && box->isVisible() ? box->text() : QString();
}

}  // namespace featurescope::test
