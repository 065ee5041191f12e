#pragma once

namespace featurescope {

/// How both programs tell the shell what happened.
enum ExitCode : int {
    kExitDone = 0,
    kExitInternalError = 1,
    kExitBadInput = 2,
    kExitFileTrouble = 3,
    kExitDiverged = 4,
    kExitIncomplete = 5,  ///< runs of a sweep have failed or are missing
    kExitInterrupted = 130,
};

}  // namespace featurescope
