#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/observables/neuron_table.h"

namespace featurescope {

/// Counts of neurons by cosine, for one direction and one sign of a_j: kHistoryBins equal bins of [-1, 1].
inline constexpr std::size_t kHistoryBins = 41;  // odd, so that one bin is centred at 0
using CosineCounts = std::array<std::int32_t, kHistoryBins>;

/// All neurons with a_j > 0 and with a_j < 0, counted by their cosines with one direction.
struct DirectionCounts {
    CosineCounts positive{}, negative{};
};

/// What is kept of the neurons at one recorded step; `counts`, `cosines` and `projections` have one entry per
/// reference direction.
struct NeuronHistoryRow {
    std::int64_t step = 0;
    std::vector<DirectionCounts> counts;
    // Of the tracked neurons, in their order.
    std::vector<float> norm;
    std::vector<std::vector<float>> cosines, projections;
    /// Normalised margins of the training samples, one each; empty where they are not kept.
    std::vector<float> margins = {};

    std::size_t directions() const { return cosines.size(); }
};

/// All recorded rows so far as an immutable value: copying it is cheap and shares the rows.
class NeuronHistoryView {
  public:
    NeuronHistoryView() = default;
    /// Rows that were kept elsewhere, each with one number per tracked neuron.
    NeuronHistoryView(std::vector<std::int32_t> tracked, std::vector<NeuronHistoryRow> rows);

    std::size_t size() const { return rows_ ? rows_->size() : 0; }
    bool empty() const { return size() == 0; }
    /// Row `index`; steps increase.
    const NeuronHistoryRow& operator[](std::size_t index) const { return *(*rows_)[index]; }
    /// Index of the tracked neurons in the network, increasing.
    const std::vector<std::int32_t>& tracked() const { return *tracked_; }
    /// Bytes of all rows together.
    std::size_t bytes() const;

  private:
    friend class NeuronHistory;
    using Rows = std::vector<std::shared_ptr<const NeuronHistoryRow>>;
    std::shared_ptr<const Rows> rows_;
    std::shared_ptr<const std::vector<std::int32_t>> tracked_ =
        std::make_shared<const std::vector<std::int32_t>>();
};

/// The neurons at recorded steps: histograms of all, curves of at most kMostTracked evenly chosen ones; and
/// the margins that they give a few samples.
class NeuronHistory {
  public:
    static constexpr std::size_t kMostTracked = 4096;

    NeuronHistory() = default;
    /// Continues from a view, with the rows of steps up to `lastStep`.
    NeuronHistory(const NeuronHistoryView& view, std::int64_t lastStep);

    /// Appends a row; ignored when the step is not above the last recorded one.
    void record(std::int64_t step, const NeuronTable& neurons, std::vector<float> margins = {});
    const NeuronHistoryView& view() const { return view_; }

  private:
    NeuronHistoryView view_;
};

}  // namespace featurescope
