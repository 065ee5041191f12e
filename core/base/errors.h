#pragma once

#include <stdexcept>

namespace featurescope {

/// A spec, an option or given data is wrong. The message is a sentence for the user that names the culprit
/// and says what is allowed (exit code 2).
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A file could not be read or written. The message is a sentence for the user (exit code 3).
class FileError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace featurescope
