#include "ui/panels/panel_table.h"

#include <array>

#include "ui/panels/alignment_panel.h"
#include "ui/panels/curves_panel.h"
#include "ui/panels/projection_panel.h"

namespace featurescope::ui {
namespace {

constexpr std::array kPanels{
    PanelKind{"projection", Rhythm::everyTick,
              []() -> std::unique_ptr<Panel> { return std::make_unique<ProjectionPanel>(nullptr); }},
    PanelKind{"errors", Rhythm::everyThirdTick,
              []() -> std::unique_ptr<Panel> { return std::make_unique<ErrorsPanel>(nullptr); }},
    PanelKind{"alignment-mu1", Rhythm::everyThirdTick,
              []() -> std::unique_ptr<Panel> {
                  return std::make_unique<AlignmentPanel>(MeanChoice::mu1, nullptr);
              }},
    PanelKind{"alignment-mu2", Rhythm::everyThirdTick,
              []() -> std::unique_ptr<Panel> {
                  return std::make_unique<AlignmentPanel>(MeanChoice::mu2, nullptr);
              }},
    PanelKind{"loss", Rhythm::everyThirdTick,
              []() -> std::unique_ptr<Panel> { return std::make_unique<LossPanel>(nullptr); }},
};

}  // namespace

std::span<const PanelKind> panelKinds() { return kPanels; }

}  // namespace featurescope::ui
