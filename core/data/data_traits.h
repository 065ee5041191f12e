#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/data/label_corruption.h"

namespace featurescope {

/// How a reference direction is called and whom it belongs to.
struct ReferenceDirection {
    std::string id;        ///< unique within the data and stable: "mu1"
    std::string label;     ///< for people: "μ₁"
    std::int8_t sign = 0;  ///< of the output weights whose neurons are to learn it; 0: of both alike
    bool operator==(const ReferenceDirection&) const = default;
};

/// A group of samples that is told from the others on screen.
struct SampleGroup {
    std::string label;           ///< for people: "+μ₁"
    int colour = 0;              ///< in the palette: 0 and 1 are circles of label +1, 2 and 3 diamonds of -1
    std::int8_t cleanLabel = 1;  ///< of all its samples
    bool operator==(const SampleGroup&) const = default;
};

/// What share of the labels is flipped, and who chooses them.
struct LabelNoise {
    double share = 0;
    Corruption corruption = Corruption::bernoulli;
};

/// Settings of data that do not go together.
struct SettingConflict {
    std::string key;      ///< the dotted path of one of them
    std::string message;  ///< a sentence that names all of them, and what is allowed
};

/// What the program asks of data without asking for their kind. It follows from the settings alone; nothing
/// is drawn. Pictures ask for it in every frame, so that names lie in arrays that live as long as the
/// program.
struct DataTraits {
    std::int64_t dimension = 1;     ///< d, coordinates of an input
    std::int64_t trainSamples = 1;  ///< n
    std::int64_t testSamples = 0;   ///< 0: no test set
    std::int64_t readoutSamples =
        0;                        ///< of the training law, for a readout that is fitted to measure features
    std::int64_t oodSamples = 0;  ///< of another law, on which an error is measured
    bool hasRealTargets = false;  ///< targets are real numbers, not labels
    double extraBytes = 0;        ///< that drawing or keeping them takes beyond the samples and their labels
    /// Standard deviation of each coordinate of the noise around the centre of a group; nothing where there
    /// is no such noise, or it is not known.
    std::optional<double> noiseSigma = {};
    bool noiseIsGaussian = false;
    std::optional<LabelNoise> labelNoise = {};  ///< nothing where it is not known
    /// SHA-256 of the file that holds the samples; nothing when a spec alone says what they are.
    std::optional<std::string> fileSha256 = {};
    /// Known from the settings; a file may bring others.
    std::span<const ReferenceDirection> directions = {};
    std::span<const SampleGroup> groups = {};
    /// Clusters at +-mu1 with clean label +1 and +-mu2 with -1, mu1 and mu2 orthogonal unit vectors: the data
    /// that the paper's theorems and their consequences speak of.
    bool isXor = false;
    std::vector<SettingConflict> conflicts = {};  ///< nothing is drawn while there are any

    bool isDrawn() const { return !fileSha256; }
};

}  // namespace featurescope
