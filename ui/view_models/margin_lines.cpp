#include "ui/view_models/margin_lines.h"

namespace featurescope::ui {

void MarginLines::follow(const Snapshot& snapshot) {
    const NeuronHistoryView& history = snapshot.history;
    const bool continued = snapshot.runId == runId_ && history.size() >= rowsRead_ &&
                           (rowsRead_ == 0 || history[rowsRead_ - 1].step == lastRead_);
    if (!continued) {
        lines_.clear();
        rowsRead_ = 0;
        runId_ = snapshot.runId;
    }
    for (; rowsRead_ < history.size(); ++rowsRead_) {
        const NeuronHistoryRow& row = history[rowsRead_];
        lastRead_ = row.step;
        lines_.resize(row.margins.size());
        for (std::size_t i = 0; i < lines_.size(); ++i)
            lines_[i].append(static_cast<double>(row.step), static_cast<double>(row.margins[i]));
    }
}

}  // namespace featurescope::ui
