#include "core/sweep/seed_statistic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/math/statistics.h"

namespace featurescope {
namespace {

std::int64_t nearestPosition(const SweepAxis& axis, const std::vector<double>& values, double wanted) {
    if (axis.isStep()) return 0;
    const bool byRatio = axis.scale == SweepAxis::Scale::log && wanted > 0;
    const auto distance = [&](double value) {
        return byRatio ? std::abs(std::log(value / wanted)) : std::abs(value - wanted);
    };
    const auto nearest = std::min_element(values.begin(), values.end(),
                                          [&](double a, double b) { return distance(a) < distance(b); });
    return nearest - values.begin();
}

}  // namespace

double seedStatistic(const CellValue& wish, std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto [least, largest] = std::minmax_element(values.begin(), values.end());
    switch (wish.statistic) {
        case SeedStatistic::mean:
            return mean(values);
        case SeedStatistic::median:
            return median(std::move(values));
        case SeedStatistic::spread:
            return *largest - *least;
        case SeedStatistic::least:
            return *least;
        case SeedStatistic::largest:
            return *largest;
        case SeedStatistic::shareBelow:
            return static_cast<double>(std::count_if(values.begin(), values.end(),
                                                     [&](double value) { return value < wish.threshold; })) /
                   static_cast<double>(values.size());
    }
    return std::numeric_limits<double>::quiet_NaN();
}

GridPoint nearestPoint(const SweepPlan& plan, double x, double y) {
    return {nearestPosition(plan.sweep().x, plan.xValues(), x),
            plan.sweep().y ? nearestPosition(*plan.sweep().y, plan.yValues(), y) : 0};
}

GridValues gridValues(const SweepPlan& plan, const CellValue& wish, const std::vector<SeedValue>& values) {
    std::map<GridPoint, std::vector<double>> ofPoints;
    for (const SeedValue& value : values) ofPoints[value.run.point].push_back(value.value);
    GridValues grid(plan.columns(), plan.rows());
    for (auto& [point, ofSeeds] : ofPoints) {
        const bool isInside = point.x < plan.columns() && point.y < plan.rows();
        if (isInside && ofSeeds.size() == plan.seeds().size())
            grid.set(point, seedStatistic(wish, std::move(ofSeeds)));
    }
    return grid;
}

}  // namespace featurescope
