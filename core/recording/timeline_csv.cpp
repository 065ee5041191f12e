#include "core/recording/timeline_csv.h"

#include <cmath>
#include <vector>

#include "core/base/number_text.h"
#include "core/io/csv.h"

namespace featurescope {

std::string timelineCsv(const TimelineView& timeline) {
    std::vector<std::string> fields{"step"};
    for (const ObservableInfo& info : observables()) fields.emplace_back(info.id);
    std::string text = csvLine(fields);
    for (std::size_t row = 0; row < timeline.size(); ++row) {
        fields.assign(1, numberText(timeline[row].step));
        for (const ObservableInfo& info : observables()) {
            const double value = timeline[row].values[info.which];
            fields.push_back(std::isnan(value) ? "" : numberText(value));
        }
        text += csvLine(fields);
    }
    return text;
}

}  // namespace featurescope
