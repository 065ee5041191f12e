#pragma once

#include "core/data/kind_list.h"
#include "tests/support/kinds/three_groups.h"

namespace featurescope {

/// Kinds of data that only builds for tests have.
using AddedDataKinds = KindList<ThreeGroups>;

}  // namespace featurescope
