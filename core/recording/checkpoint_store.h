#pragma once

#include <cstdint>

#include "core/recording/checkpoint.h"

namespace featurescope {

/// Keeps checkpoints of one run within a budget of bytes, so that every step stays quick to reach again from
/// the nearest one before it. Step 0 needs none: the spec gives it. As long as there is room they stand one
/// spacing apart; when there is none, those go whose absence costs least. One is kept even when it alone is
/// larger than the budget, unless that is 0: without any, each step back would train the whole run again.
class CheckpointStore {
  public:
    static constexpr std::uint64_t kDefaultBudget = std::uint64_t{256} << 20;

    /// For a whole run: when thinned, spacing grows with the square root of the step. That is within a factor
    /// of two of the best possible at the end, and much denser at the start.
    explicit CheckpointStore(std::uint64_t budget = kDefaultBudget) : budget_(budget) {}
    /// For going back and forth around one step: when thinned, spacing grows with the distance from it.
    static CheckpointStore around(std::int64_t step, std::uint64_t budget);

    /// Whether a checkpoint of `step` would be worth its memory.
    /// @param spacing  steps between two checkpoints that are close enough, >= 1
    bool wants(std::int64_t step, std::int64_t spacing) const;
    /// Takes it in, and drops the least useful ones when the budget is exceeded (perhaps this one). One of
    /// the same step is replaced.
    void add(CheckpointPtr checkpoint);
    /// The last one at or before `step`; null when only step 0 is left to start from.
    CheckpointPtr before(std::int64_t step) const;
    /// Forgets those after `step`.
    void dropAfter(std::int64_t step);
    /// Changes the budget, and drops what no longer fits.
    void setBudget(std::uint64_t bytes);

    std::uint64_t budget() const { return budget_; }
    std::uint64_t bytes() const { return bytes_; }
    const CheckpointList& list() const { return list_; }

  private:
    std::size_t placeAfter(std::int64_t step) const;
    double cost(std::int64_t before, std::int64_t step, std::int64_t after) const;
    double costOfDropping(std::size_t place) const;
    std::size_t leastUseful() const;
    bool isFull() const;
    void drop(std::size_t place);
    void thin();

    std::uint64_t budget_;
    std::int64_t focus_ = 0;  ///< where they are densest
    double growth_ = 0.5;     ///< power of the distance from the focus that the spacing follows
    std::uint64_t bytes_ = 0;
    double leastCost_ = 0;  ///< of what was dropped last: what costs no more is not worth taking in
    CheckpointList list_;   ///< steps increase
};

}  // namespace featurescope
