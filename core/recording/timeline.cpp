#include "core/recording/timeline.h"

#include <cassert>

namespace featurescope {

Timeline::Timeline(const TimelineView& view, std::int64_t lastStep) {
    for (std::size_t i = 0; i < view.size() && view[i].step <= lastStep; ++i) record(view[i]);
}

void Timeline::record(const TimelineRow& row) {
    if (!open_.empty() && row.step == open_.back().step) {
        open_.back() = row;
        return;
    }
    assert(open_.empty() || row.step > open_.back().step);
    if (open_.size() == TimelineView::kChunkRows) {
        // Views share the list of sealed chunks, so a longer list is a new list; this happens once per chunk.
        auto longer = sealed_ ? std::make_shared<ChunkList>(*sealed_) : std::make_shared<ChunkList>();
        longer->push_back(std::make_shared<const TimelineView::Chunk>(std::move(open_)));
        sealed_ = std::move(longer);
        open_.clear();
    }
    open_.push_back(row);
}

TimelineView Timeline::view() const {
    auto chunks = sealed_ ? std::make_shared<ChunkList>(*sealed_) : std::make_shared<ChunkList>();
    if (!open_.empty()) chunks->push_back(std::make_shared<const TimelineView::Chunk>(open_));
    TimelineView view;
    view.size_ = (chunks->size() - (open_.empty() ? 0 : 1)) * TimelineView::kChunkRows + open_.size();
    view.chunks_ = std::move(chunks);
    return view;
}

}  // namespace featurescope
