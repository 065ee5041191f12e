#pragma once

#include <memory>

#include "core/run/snapshot.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::test {

/// A made-up moment of a run: four clusters of `samples` points each with one corrupted label in five,
/// `neurons` neurons spread over all directions that grow along their circle, f = x^2 - y^2 as field, 40 rows
/// of curves, and all optional parts. Nothing is trained.
std::shared_ptr<const Snapshot> sampleSnapshot(int samples = 50, int neurons = 40);

/// The snapshot with theory, baselines and another run to compare with, all made up.
ui::PanelContent sampleContent(std::shared_ptr<const Snapshot> snapshot = sampleSnapshot());

}  // namespace featurescope::test
