#pragma once

#include <cstdint>

namespace featurescope {

/// First recorded step after `step` on the logarithmic schedule: 0, 1, 2, ..., 10, then at least 20 a decade.
std::int64_t nextLogarithmicStep(std::int64_t step);

}  // namespace featurescope
