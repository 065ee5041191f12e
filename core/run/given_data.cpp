#include "core/run/given_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "core/base/errors.h"
#include "core/base/machine_memory.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/io/sha256.h"

namespace featurescope {
namespace {

using Shape = std::vector<std::size_t>;

std::string text(std::size_t value) { return numberText(static_cast<std::int64_t>(value)); }

std::string text(const Shape& shape) {
    std::string inside;
    for (const std::size_t extent : shape) inside += (inside.empty() ? "" : ", ") + text(extent);
    return "(" + inside + (shape.size() == 1 ? ",)" : ")");
}

/// The arrays of one file by name, and their checks. Messages start with the file's name.
class GivenArrays {
  public:
    GivenArrays(std::vector<NpzEntry> entries, std::string fileName) : fileName_(std::move(fileName)) {
        for (NpzEntry& entry : entries) {
            if (std::find(kKnown.begin(), kKnown.end(), entry.name) == kKnown.end()) {
                refuse("\"" + entry.name +
                       "\" is not a known array; known are X, y, y_clean, X_test, y_test, y_test_clean, mu, "
                       "W0 and a.");
            }
            arrays_.emplace(std::move(entry.name), std::move(entry.array));
        }
    }

    bool has(const std::string& name) const { return arrays_.contains(name); }

    void require(const std::string& name, const std::string& reason) const {
        if (!has(name)) refuse(name + " is missing; " + reason + ".");
    }

    /// Refuses a shape that is not `rows` x `columns`; 0 = any number. `reason` says what it must agree with.
    void requireShape(const std::string& name, std::size_t rows, std::size_t columns,
                      const std::string& reason) const {
        const Shape& shape = arrays_.at(name).shape;
        if (shape.size() == 2 && shape[0] > 0 && shape[1] > 0 && (rows == 0 || shape[0] == rows) &&
            (columns == 0 || shape[1] == columns)) {
            return;
        }
        refuse(name + " has the shape " + text(shape) + "; it must be " + reason + ".");
    }

    void requireLength(const std::string& name, std::size_t length, const std::string& reason) const {
        const Shape& shape = arrays_.at(name).shape;
        if (shape.size() == 1 && shape[0] > 0 && (length == 0 || shape[0] == length)) return;
        refuse(name + " has the shape " + text(shape) + "; it must be " + reason + ".");
    }

    bool hasColumns(const std::string& name, std::size_t columns) const {
        const Shape& shape = arrays_.at(name).shape;
        return shape.size() == 2 && shape[1] == columns;
    }

    std::size_t extent(const std::string& name, std::size_t axis) const {
        return arrays_.at(name).shape[axis];
    }

    /// A matrix of finite numbers with the array's rows as columns.
    Matrix<double> columns(const std::string& name) const {
        requireMemoryFor(name);
        const auto rows = static_cast<Eigen::Index>(extent(name, 0)),
                   size = static_cast<Eigen::Index>(extent(name, 1));
        Matrix<double> matrix(size, rows);
        // A row of the file is a column here, and both are contiguous.
        copyNumbers(name, std::span(matrix.data(), static_cast<std::size_t>(matrix.size())));
        return matrix;
    }

    Vector<double> vector(const std::string& name) const {
        Vector<double> values(static_cast<Eigen::Index>(extent(name, 0)));
        copyNumbers(name, std::span(values.data(), static_cast<std::size_t>(values.size())));
        return values;
    }

    /// Labels, or the signs of targets that are real numbers, which become `targets`. Notes in `data` the
    /// first of these.
    std::vector<std::int8_t> labels(const std::string& name, std::vector<double>& targets,
                                    GivenData& data) const {
        const Vector<double> values = vector(name);
        std::vector<std::int8_t> labels;
        bool areLabels = true;
        for (const double value : values) {
            const bool isLabel = value == 1 || value == -1;
            if (!isLabel && data.realTarget.empty()) {
                data.realTarget =
                    fileName_ + ": " + name + "[" + text(labels.size()) + "] is " + numberText(value);
            }
            areLabels = areLabels && isLabel;
            labels.push_back(value > 0 ? std::int8_t{1} : std::int8_t{-1});
        }
        targets.clear();
        if (!areLabels) targets.assign(values.begin(), values.end());
        return labels;
    }

    [[noreturn]] void refuse(const std::string& message) const {
        throw InputError(fileName_ + ": " + message);
    }

  private:
    static constexpr std::array<std::string_view, 9> kKnown{
        "X", "y", "y_clean", "X_test", "y_test", "y_test_clean", "mu", "W0", "a"};

    /// An array of bytes becomes eight times as large in double precision.
    void requireMemoryFor(const std::string& name) const {
        const std::uint64_t numbers = std::uint64_t{extent(name, 0)} * extent(name, 1);
        if (numbers <= memoryForReading(0) / sizeof(double)) return;
        refuse(name + " has the shape " + text(arrays_.at(name).shape) +
               ", too much for the memory of this machine in double precision.");
    }

    void copyNumbers(const std::string& name, std::span<double> target) const {
        std::visit(
            [&](const auto& values) {
                if constexpr (std::is_same_v<std::decay_t<decltype(values)>, std::string>) {
                    refuse(name + " is a byte string; it must hold numbers.");
                } else {
                    for (std::size_t i = 0; i < target.size(); ++i) {
                        target[i] = static_cast<double>(values[i]);
                        if (!std::isfinite(target[i])) refuseNotFinite(name, i, target[i]);
                    }
                }
            },
            arrays_.at(name).values);
    }

    [[noreturn]] void refuseNotFinite(const std::string& name, std::size_t index, double value) const {
        const Shape& shape = arrays_.at(name).shape;
        const std::string place =
            shape.size() == 2 ? text(index / shape[1]) + ", " + text(index % shape[1]) : text(index);
        const std::string found = std::isnan(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
        refuse(name + "[" + place + "] is " + found + "; it must be a finite number.");
    }

    std::string fileName_;
    std::map<std::string, NpyArray> arrays_;
};

void takeTraining(const GivenArrays& arrays, GivenData& data) {
    arrays.require("X", "training inputs (n, d) are needed");
    arrays.require("y", "training labels (n,) are needed");
    arrays.requireShape("X", 0, 0, "(n, d) with n and d at least 1");
    const std::size_t n = arrays.extent("X", 0);
    const std::string fitting = "(" + text(n) + ",), one label for each row of X";
    arrays.requireLength("y", n, fitting);
    data.x = arrays.columns("X");
    GivenTargets& targets = data.targets;
    data.y = arrays.labels("y", targets.y, data);
    data.yClean = data.y;
    targets.yClean = targets.y;
    if (!arrays.has("y_clean")) return;
    arrays.requireLength("y_clean", n, fitting);
    data.yClean = arrays.labels("y_clean", targets.yClean, data);
}

void takeTest(const GivenArrays& arrays, GivenData& data) {
    data.xTest.resize(data.x.rows(), 0);
    if (!arrays.has("X_test") && !arrays.has("y_test")) {
        if (arrays.has("y_test_clean")) arrays.require("X_test", "y_test_clean needs it and y_test");
        return;
    }
    arrays.require("X_test", "it and y_test are given together");
    arrays.require("y_test", "it and X_test are given together");
    const auto d = static_cast<std::size_t>(data.x.rows());
    arrays.requireShape("X_test", 0, d,
                        "(t, " + text(d) + ") with t at least 1, since X has " + text(d) + " columns");
    const std::size_t t = arrays.extent("X_test", 0);
    const std::string fitting = "(" + text(t) + ",), one label for each row of X_test";
    arrays.requireLength("y_test", t, fitting);
    data.xTest = arrays.columns("X_test");
    GivenTargets& targets = data.targets;
    data.yTest = arrays.labels("y_test", targets.yTest, data);
    data.yTestClean = data.yTest;
    targets.yTestClean = targets.yTest;
    if (!arrays.has("y_test_clean")) return;
    arrays.requireLength("y_test_clean", t, fitting);
    data.yTestClean = arrays.labels("y_test_clean", targets.yTestClean, data);
}

void takeMeans(const GivenArrays& arrays, GivenData& data) {
    data.means.resize(data.x.rows(), 0);
    const auto d = static_cast<std::size_t>(data.x.rows());
    if (!arrays.has("mu")) return;
    if (d < 2) arrays.refuse("X has 1 column; with mu it must have at least 2.");
    arrays.requireShape("mu", 2, d, "(2, " + text(d) + "), since X has " + text(d) + " columns");
    data.means = arrays.columns("mu");
    for (Eigen::Index k = 0; k < 2; ++k) {
        if ((data.means.col(k).array() == 0).all()) {
            arrays.refuse("mu[" + text(static_cast<std::size_t>(k)) +
                          "] is zero; both means must have a direction.");
        }
    }
}

void takeNetwork(const GivenArrays& arrays, GivenData& data) {
    const auto d = static_cast<std::size_t>(data.x.rows());
    if (arrays.has("W0")) {
        const bool hasBias = arrays.hasColumns("W0", d + 1);
        arrays.requireShape("W0", 0, hasBias ? d + 1 : d,
                            "(m, " + text(d) + ") with m at least 1, since X has " + text(d) +
                                " columns, or (m, " + text(d + 1) + ") with network.bias");
        data.w0 = arrays.columns("W0").transpose();
    }
    if (arrays.has("a")) {
        const std::size_t m = data.w0 ? static_cast<std::size_t>(data.w0->rows()) : 0;
        arrays.requireLength(
            "a", m,
            m > 0 ? "(" + text(m) + ",), since W0 has " + text(m) + " rows" : "(m,) with m at least 1");
        data.a = arrays.vector("a");
    }
}

NpyArray rowsOf(const Matrix<double>& columns) {
    // Samples are columns here and rows in the file, so the numbers stand in the same order.
    return {{static_cast<std::size_t>(columns.cols()), static_cast<std::size_t>(columns.rows())},
            std::vector<double>(columns.data(), columns.data() + columns.size())};
}

NpyArray targetsOf(const std::vector<std::int8_t>& labels, const std::vector<double>& targets) {
    if (targets.empty()) return {{labels.size()}, labels};
    return {{targets.size()}, targets};
}

}  // namespace

GivenData givenDataFromArrays(std::vector<NpzEntry> arrays, std::string sha256, const std::string& name) {
    GivenData data;
    data.sha256 = std::move(sha256);
    const GivenArrays given(std::move(arrays), name);
    takeTraining(given, data);
    takeTest(given, data);
    takeMeans(given, data);
    takeNetwork(given, data);
    return data;
}

GivenData givenDataFromBytes(std::string_view npz, const std::string& name) {
    return givenDataFromArrays(readNpzBytes(npz, name, memoryForReading(npz.size())),
                               sha256Hex(std::as_bytes(std::span(npz))), name);
}

GivenData readGivenData(const std::filesystem::path& path) {
    std::string sha256;
    std::vector<NpzEntry> entries;
    {
        const std::string bytes = readWholeFile(path, memoryForReading(0));
        sha256 = sha256Hex(std::as_bytes(std::span(bytes)));
        entries = readNpzBytes(bytes, path.string(), memoryForReading(bytes.size()));
    }
    return givenDataFromArrays(std::move(entries), std::move(sha256), path.string());
}

std::vector<NpzEntry> arraysOfData(const GivenData& data) {
    std::vector<NpzEntry> entries{{"X", rowsOf(data.x)},
                                  {"y", targetsOf(data.y, data.targets.y)},
                                  {"y_clean", targetsOf(data.yClean, data.targets.yClean)}};
    if (data.xTest.cols() > 0) {
        entries.push_back({"X_test", rowsOf(data.xTest)});
        entries.push_back({"y_test", targetsOf(data.yTest, data.targets.yTest)});
        entries.push_back({"y_test_clean", targetsOf(data.yTestClean, data.targets.yTestClean)});
    }
    if (data.means.cols() > 0) entries.push_back({"mu", rowsOf(data.means)});
    if (data.w0) {
        std::vector<double> rows(static_cast<std::size_t>(data.w0->size()));
        for (Eigen::Index j = 0, i = 0; j < data.w0->rows(); ++j) {
            for (Eigen::Index k = 0; k < data.w0->cols(); ++k)
                rows[static_cast<std::size_t>(i++)] = (*data.w0)(j, k);
        }
        entries.push_back(
            {"W0",
             {{static_cast<std::size_t>(data.w0->rows()), static_cast<std::size_t>(data.w0->cols())},
              std::move(rows)}});
    }
    if (data.a) {
        entries.push_back({"a",
                           {{static_cast<std::size_t>(data.a->size())},
                            std::vector<double>(data.a->data(), data.a->data() + data.a->size())}});
    }
    return entries;
}

void requireTargetsFor(Loss loss, const GivenData& data) {
    if (data.realTarget.empty() || recordOf(loss).takesRealTargets) return;
    const std::string losses = lossesOfRealTargets();
    throw InputError(data.realTarget + "; labels must be -1 or +1" +
                     (losses.empty() ? "." : " unless training.loss is " + losses + "."));
}

ExperimentSpec specForGivenData(const ExperimentSpec& base, const GivenData& data) {
    ExperimentSpec spec = base;
    if (traitsOf(base.data).fileSha256 != data.sha256) {
        // These speak of the data that were there before.
        spec.watch.clear();
        spec.claims.clear();
        spec.opening = {};
    }
    spec.data = FileData{data.sha256, data.x.rows(), data.x.cols(), data.xTest.cols()};
    if (data.w0) spec.network.neurons = data.w0->rows();
    if (data.a) spec.network.neurons = data.a->size();
    return spec;
}

}  // namespace featurescope
