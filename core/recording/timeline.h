#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/observables/observable_table.h"

namespace featurescope {

/// The measurement of one recorded step.
struct TimelineRow {
    std::int64_t step = 0;
    Measurement values;
};

/// All recorded rows so far as an immutable value: copying it is cheap and shares the rows.
class TimelineView {
  public:
    TimelineView() = default;

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// Row `index`, in order of recording (steps increase).
    const TimelineRow& operator[](std::size_t index) const {
        return (*(*chunks_)[index / kChunkRows])[index % kChunkRows];
    }
    const TimelineRow& back() const { return (*this)[size_ - 1]; }

    static constexpr std::size_t kChunkRows = 1024;

  private:
    friend class Timeline;
    using Chunk = std::vector<TimelineRow>;
    std::shared_ptr<const std::vector<std::shared_ptr<const Chunk>>> chunks_;
    std::size_t size_ = 0;
};

/// Grows row by row on one thread and hands out views that other threads may keep and read.
class Timeline {
  public:
    Timeline() = default;
    /// Continues from a view, with the rows of steps up to `lastStep`.
    Timeline(const TimelineView& view, std::int64_t lastStep);

    /// Appends a row, or replaces the last one when it is of the same step; steps never decrease.
    void record(const TimelineRow& row);
    /// Step of the last row; -1 when there is none.
    std::int64_t lastStep() const { return open_.empty() ? -1 : open_.back().step; }
    std::size_t size() const {
        return (sealed_ ? sealed_->size() : 0) * TimelineView::kChunkRows + open_.size();
    }
    /// The rows so far. Costs one copy of the unsealed chunk.
    TimelineView view() const;

  private:
    using ChunkList = std::vector<std::shared_ptr<const TimelineView::Chunk>>;

    std::shared_ptr<const ChunkList> sealed_;
    TimelineView::Chunk open_;  ///< never empty once a row is recorded, so that the last row can be replaced
};

}  // namespace featurescope
