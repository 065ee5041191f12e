#include "core/recording/neuron_history.h"

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

std::size_t binOf(double cosine) {
    const double position = (cosine + 1) / 2 * static_cast<double>(kHistoryBins);
    return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(kHistoryBins - 1)));
}

DirectionCounts counted(const std::vector<double>& cosines, const std::vector<double>& outputWeight) {
    DirectionCounts counts;
    for (std::size_t j = 0; j < cosines.size(); ++j) {
        if (outputWeight[j] > 0) ++counts.positive[binOf(cosines[j])];
        if (outputWeight[j] < 0) ++counts.negative[binOf(cosines[j])];
    }
    return counts;
}

std::vector<float> chosen(const std::vector<double>& values, const std::vector<std::int32_t>& which) {
    std::vector<float> result;
    result.reserve(which.size());
    for (const std::int32_t j : which)
        result.push_back(static_cast<float>(values[static_cast<std::size_t>(j)]));
    return result;
}

std::vector<std::int32_t> evenlyChosen(std::size_t count, std::size_t most) {
    const std::size_t kept = std::min(count, most);
    std::vector<std::int32_t> which(kept);
    for (std::size_t i = 0; i < kept; ++i) which[i] = static_cast<std::int32_t>(i * count / kept);
    return which;
}

}  // namespace

NeuronHistoryView::NeuronHistoryView(std::vector<std::int32_t> tracked, std::vector<NeuronHistoryRow> rows)
    : tracked_(std::make_shared<const std::vector<std::int32_t>>(std::move(tracked))) {
    auto shared = std::make_shared<Rows>();
    for (NeuronHistoryRow& row : rows)
        shared->push_back(std::make_shared<const NeuronHistoryRow>(std::move(row)));
    rows_ = std::move(shared);
}

std::size_t NeuronHistoryView::bytes() const {
    if (empty()) return 0;
    const std::size_t directions = (*this)[0].directions();
    return size() * (sizeof(NeuronHistoryRow) + directions * sizeof(DirectionCounts) +
                     ((1 + 2 * directions) * tracked().size() + (*this)[0].margins.size()) * sizeof(float));
}

NeuronHistory::NeuronHistory(const NeuronHistoryView& view, std::int64_t lastStep) : view_(view) {
    if (view.empty()) return;
    auto rows = std::make_shared<NeuronHistoryView::Rows>(*view.rows_);
    std::erase_if(*rows, [lastStep](const auto& row) { return row->step > lastStep; });
    view_.rows_ = std::move(rows);
}

void NeuronHistory::record(std::int64_t step, const NeuronTable& neurons, std::vector<float> margins) {
    if (!view_.empty() && view_[view_.size() - 1].step >= step) return;
    if (view_.empty()) {
        view_.tracked_ = std::make_shared<const std::vector<std::int32_t>>(
            evenlyChosen(neurons.norm.size(), kMostTracked));
    }
    auto row = std::make_shared<NeuronHistoryRow>();
    row->step = step;
    row->margins = std::move(margins);
    const std::vector<std::int32_t>& which = view_.tracked();
    row->norm = chosen(neurons.norm, which);
    for (std::size_t k = 0; k < neurons.directions(); ++k) {
        row->counts.push_back(counted(neurons.cosines[k], neurons.outputWeight));
        row->cosines.push_back(chosen(neurons.cosines[k], which));
        row->projections.push_back(chosen(neurons.projections[k], which));
    }
    auto rows = view_.rows_ ? std::make_shared<NeuronHistoryView::Rows>(*view_.rows_)
                            : std::make_shared<NeuronHistoryView::Rows>();
    rows->push_back(std::move(row));
    view_.rows_ = std::move(rows);
}

}  // namespace featurescope
