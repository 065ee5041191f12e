#pragma once

#include <vector>

#include "ui/view_models/histogram_view.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

/// A line over a histogram: expected neurons in a bin centred at each cosine (x = cosine, y = count >= 0).
using CountLine = std::vector<PlanePoint>;

/// Lines for both signs of a_j. For |cos| `positive` holds the line of all neurons and `negative` is empty.
struct CountLines {
    CountLine positive, negative;
    bool empty() const { return positive.empty() && negative.empty(); }
};

/// The law of a cosine at initialization (core/theory/start_alignment_law.h), as the share of neurons in a
/// bin centred at x. Folded law for |cos|, half of it on each side for a signed cosine. Empty when d < 2.
struct StartLaw {
    std::int64_t dimension = 0;
    std::vector<PlanePoint> shares;
};
StartLaw startLaw(std::int64_t dimension, DirectionChoice choice);

/// The law scaled to the neurons that a histogram counts.
CountLines expectedAtStart(const StartLaw& law, const AlignmentHistogram& neurons);

/// The predicted population counted like the neurons and scaled to their number, at the centres of the bins.
CountLines predictedCounts(const ProjectedNeurons& population, DirectionChoice choice,
                           const AlignmentHistogram& neurons);

/// Everything an alignment histogram shows.
struct AlignmentView {
    AlignmentHistogram now, start;
    AlignmentHistogram selected;             ///< of pickedNeurons()
    std::vector<AlignmentHistogram> pinned;  ///< one per pinned run, in their order
    CountLines startLaw;                     ///< empty when no law applies
    CountLines predicted;                    ///< empty until computed
    std::int64_t predictedStep = 0;
    bool predictionHolds = false;  ///< it is of the step shown, and of one up to which it was checked
                                   ///< (PredictedPopulation::trustedTo)
    double medianOwn = 0;          ///< of |cos| with the own direction, NaN when unknown
    int top = 4;                   ///< count at the end of the axis; holds bars and lines
};

/// `law` must be startLaw() for the dimension of the content's run; an empty one draws no law.
AlignmentView alignmentView(const PanelContent& content, DirectionChoice choice, const StartLaw& law);

}  // namespace featurescope::ui
