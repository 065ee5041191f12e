#include "core/documents/table_data.h"
#include "core/run/given_data.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::inputText(data, size);
    fuzz::mayRefuse([&] {
        const CsvTable table(text, "input");
        for (std::size_t row = 0; row < table.rows(); ++row) {
            for (std::size_t column = 0; column < table.columns(); ++column) table.field(row, column);
        }
        const TableData made = tableData(table, {.labelColumn = size % table.columns()});
        const GivenData given = givenDataFromBytes(made.npz, "made");
        fuzz::require(given.y.size() == table.rows(), "every row becomes a sample");
    });
    return 0;
}
