#include "core/recording/neuron_history.h"

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

std::size_t binOf(double cosine) {
    const double position = (cosine + 1) / 2 * static_cast<double>(kHistoryBins);
    return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(kHistoryBins - 1)));
}

void count(const std::vector<double>& cosines, const std::vector<double>& outputWeight,
           CosineCounts& positive, CosineCounts& negative) {
    for (std::size_t j = 0; j < cosines.size(); ++j) {
        if (outputWeight[j] > 0) ++positive[binOf(cosines[j])];
        if (outputWeight[j] < 0) ++negative[binOf(cosines[j])];
    }
}

std::vector<float> chosen(const std::vector<double>& values, const std::vector<std::int32_t>& which) {
    std::vector<float> result;
    if (values.empty()) return result;
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
    constexpr std::size_t kColumns = 5;
    return size() * (sizeof(NeuronHistoryRow) + kColumns * tracked().size() * sizeof(float));
}

NeuronHistory::NeuronHistory(const NeuronHistoryView& view, std::int64_t lastStep) : view_(view) {
    if (view.empty()) return;
    auto rows = std::make_shared<NeuronHistoryView::Rows>(*view.rows_);
    std::erase_if(*rows, [lastStep](const auto& row) { return row->step > lastStep; });
    view_.rows_ = std::move(rows);
}

void NeuronHistory::record(std::int64_t step, const NeuronTable& neurons) {
    if (!view_.empty() && view_[view_.size() - 1].step >= step) return;
    if (view_.empty()) {
        view_.tracked_ = std::make_shared<const std::vector<std::int32_t>>(
            evenlyChosen(neurons.norm.size(), kMostTracked));
    }
    auto row = std::make_shared<NeuronHistoryRow>();
    row->step = step;
    count(neurons.cosMu1, neurons.outputWeight, row->mu1Positive, row->mu1Negative);
    count(neurons.cosMu2, neurons.outputWeight, row->mu2Positive, row->mu2Negative);
    const std::vector<std::int32_t>& which = view_.tracked();
    row->norm = chosen(neurons.norm, which);
    row->cosMu1 = chosen(neurons.cosMu1, which);
    row->cosMu2 = chosen(neurons.cosMu2, which);
    row->projectionMu1 = chosen(neurons.projectionMu1, which);
    row->projectionMu2 = chosen(neurons.projectionMu2, which);
    auto rows = view_.rows_ ? std::make_shared<NeuronHistoryView::Rows>(*view_.rows_)
                            : std::make_shared<NeuronHistoryView::Rows>();
    rows->push_back(std::move(row));
    view_.rows_ = std::move(rows);
}

}  // namespace featurescope
