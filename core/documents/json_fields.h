#pragma once

#include <cstdint>
#include <string>

#include "core/io/json.h"

namespace featurescope {

// Fields of a JSON object by key. Each throws InputError "WHERE: key ..." when the object is none, or the
// field is missing or of another kind.

const Json& fieldOf(const Json& object, const std::string& key, const std::string& where);
std::string textField(const Json& object, const std::string& key, const std::string& where);
/// An integer from 0 to 2^53 - 1.
std::int64_t countField(const Json& object, const std::string& key, const std::string& where);
/// An array.
const Json& listField(const Json& object, const std::string& key, const std::string& where);

}  // namespace featurescope
