#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/errors.h"
#include "core/io/npz.h"

namespace featurescope {

/// The arrays of an .npz file by name. Asking for one that is not there, or is of another type or shape,
/// throws InputError starting with the file's name.
class NpzArrays {
  public:
    NpzArrays(std::vector<NpzEntry> entries, std::string fileName);

    bool has(const std::string& name) const { return arrays_.contains(name); }
    /// In the order of the file.
    const std::vector<std::string>& names() const { return names_; }
    const NpyArray& at(const std::string& name) const;
    /// A byte string.
    const std::string& text(const std::string& name) const;
    /// An int64 scalar.
    std::int64_t integer(const std::string& name) const;
    /// Numbers of type Number in an array with so many dimensions.
    template <typename Number>
    const std::vector<Number>& numbers(const std::string& name, std::size_t dimensions) const;
    /// Throws InputError about one array.
    [[noreturn]] void refuse(const std::string& name, const std::string& what) const;
    const std::string& fileName() const { return fileName_; }

  private:
    std::string fileName_;
    std::vector<std::string> names_;
    std::map<std::string, NpyArray> arrays_;
};

template <typename Number>
const std::vector<Number>& NpzArrays::numbers(const std::string& name, std::size_t dimensions) const {
    const NpyArray& array = at(name);
    const auto* const values = std::get_if<std::vector<Number>>(&array.values);
    if (values == nullptr) refuse(name, "holds numbers of another type than it must");
    if (array.shape.size() != dimensions) refuse(name, "has another number of dimensions than it must");
    return *values;
}

}  // namespace featurescope
