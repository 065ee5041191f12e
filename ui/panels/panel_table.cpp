#include "ui/panels/panel_table.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "ui/panels/alignment_panel.h"
#include "ui/panels/baselines_panel.h"
#include "ui/panels/conditions_panel.h"
#include "ui/panels/errors_panel.h"
#include "ui/panels/features_panel.h"
#include "ui/panels/kernel_panel.h"
#include "ui/panels/loss_panel.h"
#include "ui/panels/margins_panel.h"
#include "ui/panels/neuron_curves_panel.h"
#include "ui/panels/neuron_plane_panel.h"
#include "ui/panels/parts_panel.h"
#include "ui/panels/pattern_panel.h"
#include "ui/panels/phase_diagram_panel.h"
#include "ui/panels/projection_panel.h"
#include "ui/panels/rank_panel.h"
#include "ui/panels/ridge_panel.h"
#include "ui/panels/spectrum_panel.h"
#include "ui/panels/surrogate_panel.h"
#include "ui/panels/target_panel.h"

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
              QT_TRANSLATE_NOOP("PanelKind", "Each neuron's cosine with μ₁"), Rhythm::everyThirdTick,
              made<AlignmentPanel, kFirstDirection>},
    PanelKind{"alignment-mu2", QT_TRANSLATE_NOOP("PanelKind", "Alignment with μ₂"),
              QT_TRANSLATE_NOOP("PanelKind", "Each neuron's cosine with μ₂"), Rhythm::everyThirdTick,
              made<AlignmentPanel, kSecondDirection>},
    PanelKind{"alignment-own", QT_TRANSLATE_NOOP("PanelKind", "Own alignment"),
              QT_TRANSLATE_NOOP("PanelKind", "How closely each neuron points along its own mean"),
              Rhythm::everyThirdTick, made<AlignmentPanel, kOwnDirection>},
    PanelKind{"ridge", QT_TRANSLATE_NOOP("PanelKind", "Alignment over time"),
              QT_TRANSLATE_NOOP("PanelKind", "Where the cosines of all neurons lay at every recorded step"),
              Rhythm::everyThirdTick, made<RidgePanel>},
    PanelKind{"errors", QT_TRANSLATE_NOOP("PanelKind", "Errors"),
              QT_TRANSLATE_NOOP("PanelKind", "Share of wrong predictions, step by step"),
              Rhythm::everyThirdTick, made<ErrorsPanel>},
    PanelKind{
        "loss", QT_TRANSLATE_NOOP("PanelKind", "Training loss"),
        QT_TRANSLATE_NOOP("PanelKind", "Mean loss over the training samples, in nats if it is logistic"),
        Rhythm::everyThirdTick, made<LossPanel>},
    PanelKind{"margins", QT_TRANSLATE_NOOP("PanelKind", "Margins"),
              QT_TRANSLATE_NOOP("PanelKind", "y f(x) > 0: agrees with the given label"),
              Rhythm::everyThirdTick, made<MarginsPanel>},
    PanelKind{"neuron-plane", QT_TRANSLATE_NOOP("PanelKind", "Neuron plane"),
              QT_TRANSLATE_NOOP("PanelKind", "Every neuron by its projections on the two cluster means"),
              Rhythm::everyTick, made<NeuronPlanePanel>},
    PanelKind{"neuron-curves", QT_TRANSLATE_NOOP("PanelKind", "Neurons over time"),
              QT_TRANSLATE_NOOP("PanelKind", "One line per neuron, coloured by the sign of a"),
              Rhythm::everyThirdTick, made<NeuronCurvesPanel>},
    PanelKind{"conditions", QT_TRANSLATE_NOOP("PanelKind", "Conditions of the proof"),
              QT_TRANSLATE_NOOP("PanelKind", "Theorem 1, its conditions and its assumptions in this run"),
              Rhythm::everyThirdTick, made<ConditionsPanel>},
    PanelKind{"spectrum", QT_TRANSLATE_NOOP("PanelKind", "Spectrum of W"),
              QT_TRANSLATE_NOOP("PanelKind", "In how many directions the neurons point: few once learned"),
              Rhythm::everyThirdTick, made<SpectrumPanel>},
    PanelKind{"baselines", QT_TRANSLATE_NOOP("PanelKind", "Baselines"),
              QT_TRANSLATE_NOOP("PanelKind", "What simpler methods reach on the same data"),
              Rhythm::everyThirdTick, made<BaselinesPanel>},
    PanelKind{"target", QT_TRANSLATE_NOOP("PanelKind", "Target plot"),
              QT_TRANSLATE_NOOP("PanelKind", "Output of every sample over the target that it should have"),
              Rhythm::everyThirdTick, made<TargetPanel>},
    PanelKind{"rank", QT_TRANSLATE_NOOP("PanelKind", "Stable rank"),
              QT_TRANSLATE_NOOP("PanelKind", "In how many directions the neurons of each sign point"),
              Rhythm::everyThirdTick, makeRankPanel},
    PanelKind{"parts", QT_TRANSLATE_NOOP("PanelKind", "Odd and even half"),
              QT_TRANSLATE_NOOP("PanelKind", "The output is the sum of these two; same colours, same scale"),
              Rhythm::everyThirdTick, made<PartsPanel>},
    PanelKind{"kernel", QT_TRANSLATE_NOOP("PanelKind", "Tangent kernel"),
              QT_TRANSLATE_NOOP("PanelKind", "How much a step on one sample moves the output on another"),
              Rhythm::everyThirdTick, made<KernelPanel>},
    PanelKind{"features", QT_TRANSLATE_NOOP("PanelKind", "Shares of the features"),
              QT_TRANSLATE_NOOP("PanelKind", "How much of the output rests on each neuron"),
              Rhythm::everyThirdTick, made<FeaturesPanel>},
    PanelKind{"pattern", QT_TRANSLATE_NOOP("PanelKind", "Activation pattern"),
              QT_TRANSLATE_NOOP("PanelKind", "Which neurons fire on which training samples"),
              Rhythm::everyThirdTick, made<PatternPanel>},
    PanelKind{"surrogate", QT_TRANSLATE_NOOP("PanelKind", "Surrogate gradient"),
              QT_TRANSLATE_NOOP("PanelKind", "What sign neurons see, and what stands for the derivative"),
              Rhythm::everyThirdTick, made<SurrogatePanel>},
};

/// Of the result of a sweep, not of a run: no card offers it until one is open.
constexpr PanelKind kPhaseDiagram{
    "phase-diagram", QT_TRANSLATE_NOOP("PanelKind", "Phase diagram"),
    QT_TRANSLATE_NOOP("PanelKind", "What every run of a sweep has come to at this step"),
    Rhythm::everyThirdTick, made<PhaseDiagramPanel>};

}  // namespace

std::span<const PanelKind> panelKinds() { return kPanels; }

const PanelKind* panelKind(std::string_view id) {
    if (id == "alignment-1") id = "alignment-mu1";
    if (id == "alignment-2") id = "alignment-mu2";
    if (id == kPhaseDiagram.id) return &kPhaseDiagram;
    const auto found = std::ranges::find(kPanels, id, &PanelKind::id);
    return found == kPanels.end() ? nullptr : &*found;
}

QString titleOf(const PanelKind& kind) { return QCoreApplication::translate("PanelKind", kind.title); }

QString explanationOf(const PanelKind& kind) {
    return QCoreApplication::translate("PanelKind", kind.explanation);
}

}  // namespace featurescope::ui
