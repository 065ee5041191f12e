#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/run/snapshot.h"
#include "ui/view_models/histogram_view.h"

namespace featurescope::ui {

/// Neurons of one recorded step by cosine.
struct RidgeRow {
    std::int64_t step = 0;
    std::vector<std::int32_t> positive, negative;  ///< counts per bin of RidgeView::edges; for |cos|
                                                   ///< `positive` holds all neurons, `negative` none
};

/// Histograms of the cosines at every recorded step, for one choice of direction.
struct RidgeView {
    DirectionChoice choice = kOwnDirection;
    std::vector<double> edges;   ///< of the bins, increasing: from -1 or 0 to 1
    std::vector<RidgeRow> rows;  ///< steps increase
    NeuronHistoryView source;    ///< what the rows were made from
};

/// Takes over the rows of the history that `view` does not have yet; starts again for another choice or when
/// the history does not continue the view. Bins of |cos| are those of [-1, 1] folded at 0, so the first has
/// half the width of the others. Without such cosines nothing is counted.
/// @param own  the own directions of the run's neurons, see NeuronTable
void follow(RidgeView& view, const NeuronHistoryView& history, DirectionChoice choice,
            const std::optional<OwnDirections>& own);

/// Density of neurons, seen as columns of a picture: one per entry of `columnSteps`, each showing the last
/// row recorded up to that step. Values are shares of the largest density of the whole picture on a
/// square-root scale, 0 to 1, bins x columns with the bin nearest to 1 first; columns past the last row are
/// 0.
struct RidgePicture {
    std::size_t bins = 0, columns = 0;
    std::vector<float> positive, negative;  ///< negative is empty for |cos|
};
RidgePicture ridgePicture(const RidgeView& view, std::span<const double> columnSteps, double lastStep);

/// The row that is shown at `step`: the last one recorded up to it; null before the first.
const RidgeRow* rowAt(const RidgeView& view, double step);

/// The |cos| below which `share` of a row's neurons lie, taking them as spread evenly inside their bin; for
/// rows of |cos|. Nothing without neurons.
std::optional<double> quantileOf(const RidgeView& view, const RidgeRow& row, double share);

/// The cosine of one neuron at the recorded steps.
struct RidgeLine {
    bool positive = true;            ///< a_j > 0
    std::vector<PlanePoint> points;  ///< x = step, y = cosine
};

/// Lines up to the snapshot's step of those of these neurons that are tracked and have such a cosine.
std::vector<RidgeLine> ridgeLines(const Snapshot& snapshot, DirectionChoice choice,
                                  std::span<const std::int32_t> neurons);

}  // namespace featurescope::ui
