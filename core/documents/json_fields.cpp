#include "core/documents/json_fields.h"

#include "core/base/errors.h"

namespace featurescope {
namespace {

[[noreturn]] void refuse(const Json& value, const std::string& key, const std::string& where,
                         const std::string& allowed) {
    throw InputError(where + ": " + key + " is " + shortJsonText(value) + "; it must be " + allowed + ".");
}

}  // namespace

const Json& fieldOf(const Json& object, const std::string& key, const std::string& where) {
    if (!object.is_object()) throw InputError(where + " is no JSON object.");
    const auto field = object.find(key);
    if (field == object.end()) throw InputError(where + ": " + key + " is missing.");
    return *field;
}

std::string textField(const Json& object, const std::string& key, const std::string& where) {
    const Json& field = fieldOf(object, key, where);
    if (!field.is_string()) refuse(field, key, where, "a text");
    return field.get<std::string>();
}

std::int64_t countField(const Json& object, const std::string& key, const std::string& where) {
    const Json& field = fieldOf(object, key, where);
    constexpr std::int64_t kLargest = (std::int64_t{1} << 53) - 1;
    if (!field.is_number_integer() || field < 0 || field > kLargest)
        refuse(field, key, where, "an integer, 0 or larger");
    return field.get<std::int64_t>();
}

const Json& listField(const Json& object, const std::string& key, const std::string& where) {
    const Json& field = fieldOf(object, key, where);
    if (!field.is_array()) refuse(field, key, where, "a list");
    return field;
}

}  // namespace featurescope
