#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace featurescope {

/// Every consumer of randomness draws from a stream of its own, so that a new draw in one place never changes
/// another. The numbers are part of what a spec means: never reuse or renumber them.
enum class Stream : std::uint32_t {
    trainClusters = 1,
    trainInputs = 2,
    trainLabels = 3,
    testClusters = 4,
    testInputs = 5,
    testLabels = 6,
    weights = 7,
    rotation = 8,
    spectrum = 9,
    virtualNeurons = 10,
    viewPlane = 11,
    subspace = 12,
    logisticFit = 13,
    task = 20,
    cloneInputs = 21,
    readoutInputs = 22,
    readoutLabels = 23,
    oodClusters = 24,
    oodInputs = 25,
    oodSigns = 26,
    outputWeights = 30,
};

/// Near the middle of one of 2^53 equal cells of (0, 1), which the highest 53 bits choose: never 0, never 1.
double openUnit(std::uint64_t bits);

/// A counter-based random stream (Philox 4x32-10): draw number `index` is a pure function of seed, stream and
/// index, whatever was drawn before. All transforms are our own, so runs do not depend on the standard
/// library.
class RandomStream {
  public:
    RandomStream(std::int64_t seed, Stream stream);

    /// 64 random bits.
    std::uint64_t bits(std::uint64_t index) const;
    /// Uniform in the open interval (0, 1), 53 random bits: openUnit(bits(index)).
    double uniform(std::uint64_t index) const;
    /// Uniform in {0, ..., bound - 1}; bound >= 1.
    std::uint64_t below(std::uint64_t index, std::uint64_t bound) const;
    /// Standard normal draws number first, first + 1, ... (Box-Muller; `first` must be even).
    void normals(std::uint64_t first, std::span<double> values) const;
    /// Mean 0, variance 1, double exponential.
    double laplace(std::uint64_t index) const;

    /// A random order of 0, ..., count - 1 (Fisher-Yates on draws first, first + 1, ...).
    std::vector<std::int64_t> permutation(std::uint64_t first, std::int64_t count) const;

  private:
    std::uint64_t seed_;
    std::uint32_t stream_;
};

}  // namespace featurescope
