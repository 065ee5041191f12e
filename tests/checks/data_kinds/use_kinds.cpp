#include "core/data/data_source.h"

namespace featurescope {

Dataset<float> drawn(const DataSource& source) { return drawDataset<float>(source, {}, {}); }

}  // namespace featurescope
