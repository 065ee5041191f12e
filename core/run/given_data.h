#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/npz.h"
#include "core/math/types.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// Targets that are real numbers, whose signs are the labels; each list is empty where the file has labels.
struct GivenTargets {
    std::vector<double> y, yClean, yTest, yTestClean;
};

/// What an .npz given by --data holds (interface: X, y and optional arrays), checked and in double precision
/// as far as the file has it. Optional arrays that the file does not hold are empty.
struct GivenData {
    std::string sha256;                      ///< of the file's bytes
    Matrix<double> x;                        ///< d x n (the file has n x d)
    std::vector<std::int8_t> y;              ///< n, -1 or +1
    std::vector<std::int8_t> yClean;         ///< n; equal to y when the file has none
    Matrix<double> xTest;                    ///< d x t, or d x 0
    std::vector<std::int8_t> yTest;          ///< t
    std::vector<std::int8_t> yTestClean;     ///< t
    Matrix<double> means;                    ///< d x 2, or d x 0
    std::optional<WeightMatrix<double>> w0;  ///< m x d, or m x (d + 1) with biases
    std::optional<Vector<double>> a;         ///< m
    GivenTargets targets;
    std::string realTarget;  ///< "FILE: y[3] is 0.5", the first target that is no label; empty without one
};

/// Reads and checks data for a run. FileError when the file cannot be read; InputError naming the array and
/// the first bad index ("X[7, 1] is NaN") when its content is not allowed.
GivenData readGivenData(const std::filesystem::path& path);

/// The same for the bytes of such a file; `name` starts every message.
GivenData givenDataFromBytes(std::string_view npz, const std::string& name);

/// The same for the arrays of such a file, whose bytes have this hash.
GivenData givenDataFromArrays(std::vector<NpzEntry> arrays, std::string sha256, const std::string& name);

/// The arrays that stand for the data in a file; givenDataFromArrays gives the same data again.
std::vector<NpzEntry> arraysOfData(const GivenData& data);

/// Throws InputError, naming the first one, when targets are real numbers and this loss is about labels.
void requireTargetsFor(Loss loss, const GivenData& data);

/// The spec that describes a run on this data, whose targets must fit its loss: `data` becomes the file's
/// identity and sizes, and the number of neurons is the file's when it fixes one.
ExperimentSpec specForGivenData(const ExperimentSpec& base, const GivenData& data);

}  // namespace featurescope
