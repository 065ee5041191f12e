#pragma once

namespace featurescope {

/// While it is on, a window system that cannot be reached ends the program with a sentence and kExitBadInput;
/// Qt would abort. For the time in which the application is made.
void endWithSentenceWithoutDisplay(bool on);

}  // namespace featurescope
