#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/json.h"

namespace featurescope {

/// A JSON object that is read key by key. Every refusal is an InputError that names the document, the path of
/// the key, what was found and what is allowed.
class JsonObject {
  public:
    /// @param path   where the object stands; empty for the whole document
    /// @param known  all keys it may have
    JsonObject(const Json& value, std::string document, std::string path,
               std::initializer_list<std::string_view> known);

    bool has(std::string_view key) const { return value_.contains(std::string(key)); }
    /// The value of a key that must be there.
    const Json& at(std::string_view key) const;
    std::string text(std::string_view key) const;
    double number(std::string_view key) const { return number(at(key), pathOf(key)); }
    double positive(std::string_view key) const;
    /// An integer from `least` to `most`.
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most) const;
    const Json& list(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    std::vector<double> numbers(std::string_view key) const;
    /// The object at a key.
    JsonObject object(std::string_view key, std::initializer_list<std::string_view> known) const;
    /// The objects of the list at a key.
    std::vector<JsonObject> objects(std::string_view key,
                                    std::initializer_list<std::string_view> known) const;

    const std::string& document() const { return document_; }
    std::string pathOf(std::string_view key) const;
    [[noreturn]] void refuse(std::string_view key, const std::string& allowed) const;

  private:
    double number(const Json& value, const std::string& path) const;
    [[noreturn]] void refuse(const std::string& path, const Json& found, const std::string& allowed) const;

    const Json& value_;
    std::string document_, path_;
};

}  // namespace featurescope
