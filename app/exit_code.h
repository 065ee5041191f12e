#pragma once

namespace featurescope {

/// How both programs tell the shell what happened.
enum ExitCode : int {
    kExitDone = 0,
    kExitInternalError = 1,
    kExitBadInput = 2,
    kExitFileTrouble = 3,
    kExitDiverged = 4,
    kExitInterrupted = 130,
};

}  // namespace featurescope
