#include "app/window_command_line.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

TEST(WindowCommandLine, OnlyProgramsAskForScreenshotsOrQuitAtOnce) {
    EXPECT_TRUE(isScripted({.quit = true}));
    EXPECT_TRUE(isScripted({.screenshot = "a.png"}));
    // Whoever wants a size or a layout still wants to be asked before closing.
    EXPECT_FALSE(isScripted({.size = "1280x800", .layout = "lecture", .present = true}));
}

}  // namespace
}  // namespace featurescope
