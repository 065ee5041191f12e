#pragma once

#include <array>
#include <cstdint>
#include <stop_token>
#include <string_view>
#include <type_traits>

#include "core/base/field.h"
#include "core/base/name_table.h"
#include "core/data/dataset.h"
#include "core/data/shared_fields.h"
#include "core/math/seeds.h"

namespace featurescope {

/// How the discs of a grid get their labels.
enum class GridLabels { random, corners, checkerboard, stripe };

template <>
struct NameTable<GridLabels> {
    static constexpr std::array kinds{
        NamedKind<GridLabels>{GridLabels::random, "random", "The label of every disc is drawn."},
        NamedKind<GridLabels>{GridLabels::corners, "corners", "-1 in the four corners, +1 elsewhere."},
        NamedKind<GridLabels>{GridLabels::checkerboard, "checkerboard",
                              "Neighbouring discs have different labels, the first one -1."},
        NamedKind<GridLabels>{GridLabels::stripe, "stripe",
                              "Neighbouring columns have different labels, the first one -1."},
    };
};

/// Settings of a grid of discs (Chizat, Bach, arXiv 2002.04486): the first two coordinates lie in one of
/// grid x grid discs in the square [-1/2, 1/2]^2, which have radius R = 1/(3 grid - 1) and stand 3 R apart;
/// the others are uniform in [-1/2, 1/2] and say nothing about the label, which is that of the disc. The
/// distance from the middle of the disc is R times a uniform number.
struct GridClusters {
    static constexpr std::string_view kName = "grid-clusters";
    static constexpr std::string_view kHelp =
        "A grid of discs, each with one label, in the first two coordinates; the others are noise.";

    std::int64_t dimension = 10;
    std::int64_t trainSamples = 256;
    std::int64_t testSamples = 2000;
    std::int64_t grid = 3;
    GridLabels gridLabels = GridLabels::random;

    bool operator==(const GridClusters&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, GridClusters> {
    constexpr double kLargestGrid = 1000;
    visit(dimensionField(2, 100), s.dimension);
    visit(trainSamplesField(), s.trainSamples);
    visit(testSamplesField(), s.testSamples);
    visit(Field{.key = "grid",
                .label = "Grid",
                .symbol = "k",
                .help = "Number of discs along each side of the grid.",
                .minimum = 1,
                .maximum = kLargestGrid,
                .sliderLow = 1,
                .sliderHigh = 6,
                .optional = true},
          s.grid);
    visit(Field{.key = "grid_labels",
                .label = "Grid labels",
                .symbol = "",
                .help = "How the discs get their labels.",
                .optional = true},
          s.gridLabels);
}

DataTraits traits(const GridClusters& settings);

/// Draws both sets; the labels of the discs, which are part of the task, are from seeds.data.
template <typename Scalar>
Dataset<Scalar> draw(const GridClusters& settings, const Seeds& seeds, const std::stop_token& stop);

extern template Dataset<float> draw(const GridClusters&, const Seeds&, const std::stop_token&);
extern template Dataset<double> draw(const GridClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
