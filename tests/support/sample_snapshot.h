#pragma once

#include <memory>

#include "core/run/snapshot.h"

namespace featurescope::test {

/// A made-up moment of a run: four clusters of `samples` points each with one corrupted label in five,
/// `neurons` neurons spread over all directions, f = x^2 - y^2 as field and 40 rows of curves. Nothing is
/// trained.
std::shared_ptr<const Snapshot> sampleSnapshot(int samples = 50, int neurons = 40);

}  // namespace featurescope::test
