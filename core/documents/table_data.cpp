#include "core/documents/table_data.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/data/mean_estimate.h"

namespace featurescope {
namespace {

std::string countText(std::size_t count) { return numberText(static_cast<std::int64_t>(count)); }

std::string inQuotes(const std::string& value) { return "\"" + value + "\""; }

/// Numbers by size, texts by the alphabet, numbers before texts.
bool comesBefore(const std::string& a, const std::string& b) {
    const auto plain = [](const std::string& value) {
        return parseNumber(value.starts_with("+") ? std::string_view(value).substr(1)
                                                  : std::string_view(value));
    };
    const std::optional<double> left = plain(a), right = plain(b);
    if (left && right) return *left < *right;
    if (left || right) return left.has_value();
    return a < b;
}

/// Which columns are inputs: all but the label's and those left out.
std::vector<std::size_t> inputColumns(const CsvTable& table, const TableChoice& choice) {
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < table.columns(); ++column) {
        const bool isLeftOut =
            std::find(choice.leftOut.begin(), choice.leftOut.end(), column) != choice.leftOut.end();
        if (column != choice.labelColumn && !isLeftOut) columns.push_back(column);
    }
    if (columns.empty())
        throw InputError(table.name() +
                         " has no column left for inputs beside the label; it needs at least one.");
    return columns;
}

double requireNumber(const CsvTable& table, std::size_t row, std::size_t column) {
    if (const std::optional<double> number = table.number(row, column)) return *number;
    const std::string field = table.field(row, column), where = table.name() + ", line " +
                                                                countText(table.line(row)) + ", column " +
                                                                inQuotes(table.names()[column]);
    if (field.empty()) throw InputError(where + " is empty; every input must be a number.");
    throw InputError(where + " is " + inQuotes(field) +
                     "; it must be a finite number with a decimal point (or leave the column out).");
}

using Inputs = Eigen::Ref<const Matrix<double>>;  // d x n

/// Some rows of a table as samples.
struct Samples {
    std::vector<double> x;       // one sample after the other
    std::vector<std::int8_t> y;  // one for each

    void add(const CsvTable& table, std::size_t row, const std::vector<std::size_t>& columns,
             std::int8_t label) {
        for (const std::size_t column : columns) x.push_back(requireNumber(table, row, column));
        y.push_back(label);
    }
    void appendTo(std::vector<NpzEntry>& arrays, const std::string& suffix) && {
        const std::size_t count = y.size(), width = x.size() / count;
        // Moved, since the samples may take much of the memory.
        arrays.push_back({"X" + suffix, {{count, width}, std::move(x)}});
        arrays.push_back({"y" + suffix, {{count}, std::move(y)}});
    }
};

struct SplitSamples {
    Samples train, test;
};

/// Tables may be sorted by their label, so each label is counted by itself.
SplitSamples splitSamples(const CsvTable& table, const std::vector<std::size_t>& columns,
                          const TableChoice& choice, const std::string& positive) {
    SplitSamples split;
    split.train.x.reserve(table.rows() * columns.size());
    std::map<std::string, std::size_t> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string value = table.field(row, choice.labelColumn);
        const bool isForTest = choice.testEvery > 1 && ++seen[value] % choice.testEvery == 0;
        (isForTest ? split.test : split.train)
            .add(table, row, columns, value == positive ? std::int8_t{1} : std::int8_t{-1});
    }
    return split;
}

/// The value for +1 and all others.
LabelValues labelsAgainstRest(const CsvTable& table, std::size_t column, const std::string& positive) {
    LabelValues labels{.negative = {}, .positive = positive};
    for (std::size_t row = 0; row < table.rows(); ++row)
        ++(table.field(row, column) == positive ? labels.positiveCount : labels.negativeCount);
    if (labels.positiveCount > 0 && labels.negativeCount > 0) return labels;
    throw InputError(table.name() + ": the label column " + inQuotes(table.names()[column]) + " holds " +
                     (labels.positiveCount == 0 ? "no " : "nothing but ") + inQuotes(positive) +
                     "; the value for +1 must be one of at least two.");
}

/// The means the choice asks for, d x 2 or d x 0, and a sentence on them.
std::pair<Matrix<double>, std::string> means(const Inputs& x, const std::vector<std::int8_t>& y,
                                             const TableChoice& choice, const std::string& name) {
    const Matrix<double> none(x.rows(), 0);
    if (choice.means == TableMeans::none) return {none, "No cluster means: alignments are not defined."};
    if (choice.means == TableMeans::given) {
        if (choice.givenMeans.rows() != x.rows() || choice.givenMeans.cols() != 2)
            throw InputError(name + ": two means of " + numberText(std::int64_t{x.rows()}) +
                             " numbers each are needed, as many as there are inputs.");
        return {choice.givenMeans, "The cluster means are those given."};
    }
    if (x.rows() < 2) return {none, "One input alone has no cluster means: alignments are not defined."};
    const Matrix<double> estimated = estimatedMeans(x, y);
    for (Eigen::Index k = 0; k < 2; ++k) {
        if (estimated.col(k).isZero(0))
            return {none,
                    "The cluster means cannot be estimated, since all inputs of a label are zero: "
                    "alignments are not defined."};
    }
    return {
        estimated,
        "The cluster means are estimated: mu1 from the samples with label +1, mu2 from those with label -1, "
        "each the mean of two groups on opposite sides of the origin (clustering with k = 2 and centres "
        "+mu and -mu) after turning one group over."};
}

}  // namespace

std::vector<std::string> differentValues(const CsvTable& table, std::size_t column, std::size_t most) {
    std::vector<std::string> values;
    for (std::size_t row = 0; row < table.rows() && values.size() <= most; ++row) {
        const std::string value = table.field(row, column);
        if (std::ranges::find(values, value) == values.end()) values.push_back(value);
    }
    std::ranges::sort(values, comesBefore);
    return values;
}

LabelValues labelValues(const CsvTable& table, std::size_t column, const std::string& positiveLabel) {
    std::map<std::string, std::size_t> counts;
    constexpr std::size_t kEnough = 3;
    for (std::size_t row = 0; row < table.rows() && counts.size() < kEnough; ++row)
        ++counts[table.field(row, column)];
    const std::string where = table.name() + ": the label column " + inQuotes(table.names()[column]);
    if (counts.size() != 2) {
        std::string found;
        for (const auto& [value, count] : counts) found += (found.empty() ? "" : ", ") + inQuotes(value);
        throw InputError(where + " holds " +
                         (counts.size() < 2 ? "only " : "more than two values, such as ") + found +
                         "; it must hold exactly two.");
    }
    LabelValues labels{counts.begin()->first, counts.rbegin()->first, counts.begin()->second,
                       counts.rbegin()->second};
    if (positiveLabel.empty() ? comesBefore(labels.positive, labels.negative)
                              : labels.negative == positiveLabel) {
        std::swap(labels.negative, labels.positive);
        std::swap(labels.negativeCount, labels.positiveCount);
    }
    if (!positiveLabel.empty() && labels.positive != positiveLabel) {
        throw InputError(where + " holds " + inQuotes(labels.negative) + " and " + inQuotes(labels.positive) +
                         "; the value for +1 must be one of them, not " + inQuotes(positiveLabel) + ".");
    }
    return labels;
}

Matrix<double> meansIn(const CsvTable& table) {
    if (table.rows() != 2) {
        throw InputError(table.name() + " has " + countText(table.rows()) +
                         (table.rows() == 1 ? " row" : " rows") +
                         "; as cluster means it must have two, mu1 and mu2.");
    }
    Matrix<double> means(static_cast<Eigen::Index>(table.columns()), 2);
    for (std::size_t row = 0; row < 2; ++row) {
        for (std::size_t column = 0; column < table.columns(); ++column) {
            const std::optional<double> number = table.number(row, column);
            if (!number) {
                throw InputError(table.name() + ", line " + countText(table.line(row)) + " holds " +
                                 inQuotes(table.field(row, column)) + "; means must be finite numbers.");
            }
            means(static_cast<Eigen::Index>(column), static_cast<Eigen::Index>(row)) = *number;
        }
    }
    return means;
}

TableData tableData(const CsvTable& table, const TableChoice& choice) {
    const std::vector<std::size_t> columns = inputColumns(table, choice);
    TableData data;
    data.labels = choice.oneAgainstRest ? labelsAgainstRest(table, choice.labelColumn, choice.positiveLabel)
                                        : labelValues(table, choice.labelColumn, choice.positiveLabel);
    for (const std::size_t column : columns) data.inputNames.push_back(table.names()[column]);
    SplitSamples split = splitSamples(table, columns, choice, data.labels.positive);
    const std::size_t held = split.test.y.size();
    const auto [mu, aboutMeans] = means(
        Eigen::Map<const Matrix<double>>(split.train.x.data(), static_cast<Eigen::Index>(columns.size()),
                                         static_cast<Eigen::Index>(split.train.y.size())),
        split.train.y, choice, table.name());

    std::vector<NpzEntry> arrays;
    std::move(split.train).appendTo(arrays, "");
    if (mu.cols() > 0) {
        arrays.push_back(
            {"mu", {{2, columns.size()}, std::vector<double>(mu.data(), mu.data() + mu.size())}});
    }
    if (held > 0) std::move(split.test).appendTo(arrays, "_test");
    data.npz = npzBytes(arrays);
    const std::string others = choice.oneAgainstRest ? "all others" : inQuotes(data.labels.negative);
    data.report = countText(table.rows()) + " samples of " + countText(columns.size()) + " inputs. " +
                  inQuotes(data.labels.positive) + " became +1 (" + countText(data.labels.positiveCount) +
                  " samples), " + others + " became -1 (" + countText(data.labels.negativeCount) + "). ";
    if (choice.testEvery > 1) {
        data.report += held > 0 ? countText(held) + " of them are kept for testing. "
                                : "They are too few to keep some for testing. ";
    }
    data.report += aboutMeans;
    return data;
}

bool isTableName(std::string_view name) {
    std::string extension = std::filesystem::path(name).extension().string();
    for (char& letter : extension)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return extension == ".csv" || extension == ".tsv" || extension == ".txt";
}

}  // namespace featurescope
