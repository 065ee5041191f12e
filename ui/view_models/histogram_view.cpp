#include "ui/view_models/histogram_view.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

namespace featurescope::ui {

int AlignmentHistogram::largest() const {
    return std::max(*std::max_element(positive.begin(), positive.end()),
                    *std::max_element(negative.begin(), negative.end()));
}

AlignmentHistogram alignmentHistogram(const NeuronTable& neurons, MeanChoice mean) {
    AlignmentHistogram histogram;
    const std::vector<double>& cosines = mean == MeanChoice::mu1 ? neurons.cosMu1 : neurons.cosMu2;
    constexpr double bins = AlignmentHistogram::kBins;
    for (std::size_t j = 0; j < cosines.size(); ++j) {
        const double position = std::clamp((cosines[j] + 1) / 2 * bins, 0.0, bins - 1);
        const auto bin = static_cast<std::size_t>(position);
        if (neurons.sign[j] > 0) ++histogram.positive[bin];
        if (neurons.sign[j] < 0) ++histogram.negative[bin];
    }
    return histogram;
}

int histogramTop(int largestCount) {
    for (int power = 1;; power *= 10) {
        for (const int factor : {1, 2, 3, 5, 8}) {
            if (4 * factor * power >= largestCount) return 4 * factor * power;
        }
    }
}

double histogramHeight(double count, int top) {
    return std::copysign(std::sqrt(std::abs(count) / std::max(1, top)), count);
}

}  // namespace featurescope::ui
