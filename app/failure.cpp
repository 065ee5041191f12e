#include "app/failure.h"

#include <exception>
#include <filesystem>
#include <iostream>
#include <new>

#include "core/base/errors.h"

namespace featurescope {

ExitCode reportFailure(std::string_view program) {
    const auto said = [program](ExitCode code, const char* message) {
        std::cerr << program << ": " << message << std::endl;
        return code;
    };
    try {
        throw;
    } catch (const InputError& error) {
        return said(kExitBadInput, error.what());
    } catch (const FileError& error) {
        return said(kExitFileTrouble, error.what());
    } catch (const std::filesystem::filesystem_error& error) {
        return said(kExitFileTrouble, error.what());
    } catch (const std::bad_alloc&) {
        return said(kExitBadInput, "There is not enough memory for this; make its sizes smaller.");
    } catch (const std::exception& error) {
        return said(kExitInternalError, error.what());
    }
}

}  // namespace featurescope
