#include "ui/view_models/predicted_lines.h"

namespace featurescope::ui {

const PredictedCurve* predictionNamed(const PanelContent& content, std::string_view id) {
    if (!content.theory || content.theory->runId != content.snapshot->runId) return nullptr;
    for (const PredictedCurve& curve : content.theory->curves) {
        if (curve.id == id && !curve.points.empty()) return &curve;
    }
    return nullptr;
}

std::optional<double> predictedLevel(const PanelContent& content, std::string_view id) {
    const PredictedCurve* found = predictionNamed(content, id);
    return found ? std::optional(found->points.back().second) : std::nullopt;
}

void PredictedLine::follow(const PanelContent& content, double lastStep) {
    const std::uint64_t runId = content.snapshot->runId;
    if (theory_ == content.theory && runId_ == runId && lastStep_ == lastStep) return;
    theory_ = content.theory;
    runId_ = runId;
    lastStep_ = lastStep;
    curve_.clear();
    const PredictedCurve* found = predictionNamed(content, id_);
    if (!found) return;
    for (const auto& [step, value] : found->points) {
        if (step <= lastStep) curve_.append(step, value);
    }
}

}  // namespace featurescope::ui
