#include "core/run/run_archive.h"

namespace featurescope {

std::uint64_t bytesOf(const RunArchive& archive) {
    std::uint64_t bytes = archive.timeline.size() * sizeof(TimelineRow) + archive.history.bytes();
    for (const CheckpointPtr& checkpoint : archive.checkpoints) bytes += bytesOf(*checkpoint);
    return bytes;
}

}  // namespace featurescope
