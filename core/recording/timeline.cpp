#include "core/recording/timeline.h"

#include <cassert>

namespace featurescope {

void Timeline::append(const TimelineRow& row) {
    assert(open_.empty() || row.step > open_.back().step);
    open_.push_back(row);
    ++size_;
    if (open_.size() < TimelineView::kChunkRows) return;
    // Views share the list of sealed chunks, so a longer list is a new list; this happens once per chunk.
    auto longer = sealed_ ? std::make_shared<ChunkList>(*sealed_) : std::make_shared<ChunkList>();
    longer->push_back(std::make_shared<const TimelineView::Chunk>(std::move(open_)));
    sealed_ = std::move(longer);
    open_.clear();
}

TimelineView Timeline::view() const {
    auto chunks = sealed_ ? std::make_shared<ChunkList>(*sealed_) : std::make_shared<ChunkList>();
    if (!open_.empty()) chunks->push_back(std::make_shared<const TimelineView::Chunk>(open_));
    TimelineView view;
    view.chunks_ = std::move(chunks);
    view.size_ = size_;
    return view;
}

}  // namespace featurescope
