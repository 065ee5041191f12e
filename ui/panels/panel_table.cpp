#include "ui/panels/panel_table.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "ui/panels/alignment_panel.h"
#include "ui/panels/curves_panel.h"
#include "ui/panels/projection_panel.h"

namespace featurescope::ui {
namespace {

template <typename Kind, auto... arguments>
std::unique_ptr<Panel> made() {
    return std::make_unique<Kind>(arguments..., nullptr);
}

constexpr std::array kPanels{
    PanelKind{"projection", QT_TRANSLATE_NOOP("PanelKind", "Input space"),
              QT_TRANSLATE_NOOP("PanelKind", "Samples and output of the network on one plane"),
              Rhythm::everyTick, made<ProjectionPanel>},
    PanelKind{"alignment-mu1", QT_TRANSLATE_NOOP("PanelKind", "Alignment with μ₁"),
              QT_TRANSLATE_NOOP("PanelKind", "How closely each neuron points along ±μ₁, by its sign"),
              Rhythm::everyThirdTick, made<AlignmentPanel, MeanChoice::mu1>},
    PanelKind{"alignment-mu2", QT_TRANSLATE_NOOP("PanelKind", "Alignment with μ₂"),
              QT_TRANSLATE_NOOP("PanelKind", "How closely each neuron points along ±μ₂, by its sign"),
              Rhythm::everyThirdTick, made<AlignmentPanel, MeanChoice::mu2>},
    PanelKind{"errors", QT_TRANSLATE_NOOP("PanelKind", "Errors"),
              QT_TRANSLATE_NOOP("PanelKind", "Share of wrong predictions, step by step"),
              Rhythm::everyThirdTick, made<ErrorsPanel>},
    PanelKind{"loss", QT_TRANSLATE_NOOP("PanelKind", "Training loss"),
              QT_TRANSLATE_NOOP("PanelKind", "Mean logistic loss on the training samples, in nats"),
              Rhythm::everyThirdTick, made<LossPanel>},
};

}  // namespace

std::span<const PanelKind> panelKinds() { return kPanels; }

const PanelKind* panelKind(std::string_view id) {
    const auto found = std::ranges::find(kPanels, id, &PanelKind::id);
    return found == kPanels.end() ? nullptr : &*found;
}

QString titleOf(const PanelKind& kind) { return QCoreApplication::translate("PanelKind", kind.title); }

QString explanationOf(const PanelKind& kind) {
    return QCoreApplication::translate("PanelKind", kind.explanation);
}

}  // namespace featurescope::ui
