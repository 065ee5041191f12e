#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/csv_table.h"
#include "core/io/npz.h"
#include "core/math/types.h"

namespace featurescope {

/// The two values of a label column and what they become.
struct LabelValues {
    std::string negative, positive;  ///< become -1 and +1; negative is empty for all the others
    std::size_t negativeCount = 0, positiveCount = 0;
};

/// Where the cluster means of a table come from.
enum class TableMeans {
    none,       ///< no means: no alignments
    estimated,  ///< see estimatedMeans
    given,      ///< TableChoice::means
};

/// How a table becomes data for a run.
struct TableChoice {
    std::size_t labelColumn = 0;
    std::vector<std::size_t> leftOut{};  ///< columns that are no inputs (names, row numbers)
    std::string positiveLabel{};         ///< the value that becomes +1; empty = see labelValues
    bool oneAgainstRest = false;         ///< of more than two values, all but positiveLabel become -1
    std::size_t testEvery = 0;           ///< of each label, one sample in so many is for testing; 0 = none
    TableMeans means = TableMeans::estimated;
    Matrix<double> givenMeans{};  ///< d x 2, for TableMeans::given
};

/// The values of a column as labels. Of two numbers the larger becomes +1, of two texts the one that comes
/// later in the alphabet, unless `positiveLabel` says otherwise. InputError naming the column when it does
/// not hold exactly two values.
LabelValues labelValues(const CsvTable& table, std::size_t column, const std::string& positiveLabel = {});

/// The different values of a column, numbers by size and texts by the alphabet; when there are more than
/// `most` of them, the first that were found.
std::vector<std::string> differentValues(const CsvTable& table, std::size_t column, std::size_t most);

/// A table as data for a run.
struct TableData {
    /// A data file as `--data` takes it (X, y, maybe mu, maybe X_test and y_test); same table, same bytes.
    std::string npz;
    std::vector<std::string> inputNames;  ///< d
    LabelValues labels;
    std::string report;  ///< sentences for the user: sizes, labels, where the means are from
};

/// Cluster means written as a table of numbers: two rows, mu1 and mu2, as many columns as there are inputs.
/// Returns them as d x 2; InputError naming the line otherwise.
Matrix<double> meansIn(const CsvTable& table);

/// True when a file is a table by its name: .csv, .tsv or .txt, in small or capital letters.
bool isTableName(std::string_view name);

/// Turns a table into data. InputError naming line and column of the first field that is no number.
TableData tableData(const CsvTable& table, const TableChoice& choice);

}  // namespace featurescope
