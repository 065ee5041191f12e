#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/name_table.h"
#include "core/observables/decision_field.h"

namespace featurescope {

/// Which plane through the origin the input space is shown on.
enum class PlaneKind { means, principal, coordinates, random };

template <>
struct NameTable<PlaneKind> {
    static constexpr std::array kinds{
        NamedKind<PlaneKind>{
            PlaneKind::means, "means",
            "The first reference direction of the data (horizontal), vertical the second made "
            "orthogonal to it, or with one direction the first principal component across it."},
        NamedKind<PlaneKind>{PlaneKind::principal, "principal",
                             "The first two principal components of the training inputs, about the origin."},
        NamedKind<PlaneKind>{PlaneKind::coordinates, "coordinates", "Two chosen coordinates."},
        NamedKind<PlaneKind>{PlaneKind::random, "random", "A random plane, drawn from a seed."},
    };
};

/// A plane the user has chosen. `means` is the plane of the reference directions of the data and falls
/// back to another when there are none.
struct PlaneChoice {
    PlaneKind kind = PlaneKind::means;
    std::int64_t firstCoordinate = 0, secondCoordinate = 1;  ///< for coordinates: counted from 0, different
    std::int64_t seed = 1;                                   ///< for random
    bool operator==(const PlaneChoice&) const = default;
};

/// What the field shows at a point P of the plane.
enum class FieldMode {
    slice,           ///< f(P): the part of x across the plane is 0
    clusterAverage,  ///< E_z f(P + z) over the cluster noise z across the plane (Gaussian clusters)
};

/// What the window asks to see of the decision field.
struct FieldView {
    PlaneRectangle area{};
    int width = 0, height = 0;  ///< pixels; 0 = no field
    FieldMode mode = FieldMode::slice;
    bool wantsBand = false;  ///< also P(f > 0), see StateView::positiveShare
    bool operator==(const FieldView&) const = default;
};

/// What the user has picked out, the same in every panel. Empty lists mean nothing is picked.
struct Selection {
    std::vector<std::int32_t> neurons{};  ///< indices, increasing
    std::vector<std::int32_t> samples{};  ///< indices of training samples, increasing
    std::optional<std::int64_t> step{};   ///< a moment on the time axis
    bool empty() const { return neurons.empty() && samples.empty() && !step; }
    bool operator==(const Selection&) const = default;
};

/// Parts of a snapshot that cost extra; made only while something on screen shows them.
enum class SnapshotPart : unsigned {
    margins = 1,
    spectrum = 2,
    conditions = 4,
    activity = 8,
    network = 16,  ///< StateView::network, also where no field is asked for
    pattern = 32,
    features = 64,
    preactivations = 128,
    kernel = 256,
    target = 512,
};

/// A set of parts.
struct PartSet {
    unsigned bits = 0;
    bool contains(SnapshotPart part) const { return (bits & static_cast<unsigned>(part)) != 0; }
    PartSet with(SnapshotPart part) const { return {bits | static_cast<unsigned>(part)}; }
    PartSet with(PartSet others) const { return {bits | others.bits}; }
    bool operator==(const PartSet&) const = default;
};

/// All that decides what a snapshot shows; never what the run computes.
struct ViewRequest {
    PlaneChoice plane{};
    FieldView field{};
    PartSet parts{};
    Selection selection{};
    bool operator==(const ViewRequest&) const = default;
};

}  // namespace featurescope
