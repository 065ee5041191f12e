#include "ui/view_models/label_spread.h"

#include <algorithm>
#include <cmath>

namespace featurescope::ui {
namespace {

// Labels that touch move as one block, whose place is the mean of what its labels want.
struct Block {
    double wantedSum = 0;  ///< of the top edge of the block, as each of its labels wants it
    std::size_t first = 0, count = 0;
    double top(double size, double low, double high) const {
        const auto n = static_cast<double>(count);
        return std::clamp(wantedSum / n, low, std::max(low, high - n * size));
    }
};

std::vector<SpreadLabel*> thoseThatFit(std::vector<SpreadLabel>& labels, double size, double room) {
    std::vector<SpreadLabel*> kept;
    for (SpreadLabel& label : labels) {
        label.visible = false;
        if (std::isfinite(label.wanted)) kept.push_back(&label);
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const auto* a, const auto* b) { return a->priority < b->priority; });
    const auto most = static_cast<std::size_t>(std::max(0.0, std::floor(room / size + 1e-9)));
    if (kept.size() > most) kept.resize(most);
    std::stable_sort(kept.begin(), kept.end(),
                     [](const auto* a, const auto* b) { return a->wanted < b->wanted; });
    return kept;
}

}  // namespace

void spreadLabels(std::vector<SpreadLabel>& labels, double size, double low, double high) {
    const std::vector<SpreadLabel*> kept = thoseThatFit(labels, size, high - low);
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        blocks.push_back({kept[i]->wanted - size / 2, i, 1});
        while (blocks.size() > 1) {
            const Block last = blocks.back();
            Block& before = blocks[blocks.size() - 2];
            const double end = before.top(size, low, high) + static_cast<double>(before.count) * size;
            if (end <= last.top(size, low, high)) break;
            before.wantedSum +=
                last.wantedSum - static_cast<double>(before.count) * static_cast<double>(last.count) * size;
            before.count += last.count;
            blocks.pop_back();
        }
    }
    for (const Block& block : blocks) {
        for (std::size_t i = 0; i < block.count; ++i) {
            SpreadLabel& label = *kept[block.first + i];
            label.visible = true;
            label.placed = block.top(size, low, high) + (static_cast<double>(i) + 0.5) * size;
        }
    }
}

}  // namespace featurescope::ui
