#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/data/dataset.h"
#include "core/math/seeds.h"

namespace featurescope {

/// Data that came from a file: its identity and sizes. The samples themselves are not part of a spec.
struct FileData {
    static constexpr std::string_view kName = "file";
    static constexpr std::string_view kHelp = "Samples that a file brings.";

    std::string sha256;  ///< of the file's bytes, lower-case hexadecimal
    std::int64_t dimension = 1;
    std::int64_t trainSamples = 1;
    std::int64_t testSamples = 0;

    bool operator==(const FileData&) const = default;
};

/// The list of settings, in the order files show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, FileData> {
    visit(Field{.key = "sha256", .label = "File", .symbol = "", .help = "SHA-256 of the data file."},
          s.sha256);
    visit(Field{.key = "dimension",
                .label = "Dimension",
                .symbol = "d",
                .help = "Number of coordinates of an input.",
                .minimum = 1,
                .maximum = kLargestExactInteger},
          s.dimension);
    visit(Field{.key = "train_samples",
                .label = "Training samples",
                .symbol = "n",
                .help = "Number of samples the network is trained on.",
                .minimum = 1,
                .maximum = kLargestExactInteger},
          s.trainSamples);
    visit(Field{.key = "test_samples",
                .label = "Test samples",
                .symbol = "",
                .help = "Number of samples the errors are measured on.",
                .minimum = 0,
                .maximum = kLargestExactInteger},
          s.testSamples);
}

/// Directions, groups and noise are not known before the file is.
inline DataTraits traits(const FileData& s) {
    constexpr double kInDouble = 8;  // the file's content is kept in double
    const double numbers = (static_cast<double>(s.trainSamples) + static_cast<double>(s.testSamples)) *
                           static_cast<double>(s.dimension);
    return {.dimension = s.dimension,
            .trainSamples = s.trainSamples,
            .testSamples = s.testSamples,
            .extraBytes = kInDouble * numbers,
            .fileSha256 = s.sha256};
}

template <typename Scalar>
Dataset<Scalar> draw(const FileData& s, const Seeds&, const std::stop_token&) {
    throw InputError(
        "data.kind is \"file\": the samples are not part of the spec; give the file with SHA-256 " +
        s.sha256 + " as data.");
}

}  // namespace featurescope
