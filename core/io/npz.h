#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace featurescope {

/// One array of an .npz file, in C order whatever the file used. A scalar has an empty shape.
struct NpyArray {
    using Values = std::variant<std::vector<float>, std::vector<double>, std::vector<std::int8_t>,
                                std::vector<std::int32_t>, std::vector<std::int64_t>, std::string>;
    std::vector<std::size_t> shape;
    Values values;  ///< std::string: one byte string (NumPy 'S'), shape ()
};

/// A text as an array: one byte string.
inline NpyArray textArray(std::string text) { return {{}, std::move(text)}; }

/// A named array of an .npz file.
struct NpzEntry {
    std::string name;  ///< without ".npy"
    NpyArray array;
};

/// Reads every array of an .npz file written by NumPy's savez or savez_compressed (float32, float64, int8,
/// int32, int64 little endian, byte-string scalars; C or Fortran order). Every size is checked before memory
/// is taken: nothing is read past an end, no entry may unpack to more than `maximumBytes` in all. FileError
/// when the file cannot be read or is damaged; InputError when an array has a type this program does not
/// take.
std::vector<NpzEntry> readNpz(const std::filesystem::path& path, std::uint64_t maximumBytes);

/// The same for the bytes of such a file; `name` starts every message.
std::vector<NpzEntry> readNpzBytes(std::string_view bytes, const std::string& name,
                                   std::uint64_t maximumBytes);

/// The bytes of an .npz file that NumPy opens. Same entries give the same bytes (no times inside).
std::string npzBytes(const std::vector<NpzEntry>& entries);

}  // namespace featurescope
