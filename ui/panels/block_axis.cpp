#include "ui/panels/block_axis.h"

#include <algorithm>

namespace featurescope::ui {

PlotAxis blockAxis(const std::vector<std::pair<std::size_t, QString>>& blocks, bool downwards,
                   const QString& title) {
    double length = 0;
    for (const auto& [size, text] : blocks) length += static_cast<double>(size);
    std::vector<std::pair<double, QString>> texts;
    double begin = 0;
    for (const auto& [size, text] : blocks) {
        const double middle = begin + static_cast<double>(size) / 2;
        if (size > 0) texts.emplace_back(downwards ? length - middle : middle, text);
        begin += static_cast<double>(size);
    }
    std::ranges::sort(texts, {}, &std::pair<double, QString>::first);
    PlotAxis axis{0, std::max(length, 1.0), std::max(length, 1.0), title, {}, {}};
    for (const auto& [place, text] : texts) axis.places.push_back(place);
    axis.label = [texts](double place) {
        const auto found = std::ranges::find(texts, place, &std::pair<double, QString>::first);
        return found == texts.end() ? QString() : found->second;
    };
    return axis;
}

}  // namespace featurescope::ui
