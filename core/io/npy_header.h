#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace featurescope {

/// What the header of an .npy file says of its array.
struct NpyHeader {
    std::string type;  ///< NumPy's "descr", for example "<f4" or "|S12"
    bool isFortranOrder = false;
    std::vector<std::size_t> shape;
};

/// Reads the dictionary that NumPy writes into the header, strictly: exactly the keys descr, fortran_order
/// and shape. Nothing when the text is anything else. A type that is no plain string (a record) comes back as
/// "record".
std::optional<NpyHeader> parseNpyHeader(std::string_view text);

/// The complete start of an .npy file (format 1.0) for an array in C order: magic, length, dictionary,
/// padding.
std::string npyPreamble(const NpyHeader& header);

}  // namespace featurescope
