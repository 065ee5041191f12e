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

TEST(WindowCommandLine, AsksAboutATableOnlyWhenNothingElseIsWantedOfTheRun) {
    EXPECT_TRUE(asksAboutTable({.subject = "own.csv", .size = "1280x800"}));
    EXPECT_TRUE(asksAboutTable({.subject = "OWN.TSV"}));
    EXPECT_FALSE(asksAboutTable({.subject = "own.npz"}));
    EXPECT_FALSE(asksAboutTable({.subject = "own.csv", .quit = true}));
    EXPECT_FALSE(asksAboutTable({.subject = "own.csv", .settings = {"network.neurons=20"}}));
    EXPECT_FALSE(asksAboutTable({.subject = "own.csv", .runTo = "100"}));
    EXPECT_FALSE(asksAboutTable({.subject = "own.csv", .compare = "lazy"}));
    EXPECT_FALSE(asksAboutTable({.subject = "own.csv", .table = {.label = "kind"}}));
}

}  // namespace
}  // namespace featurescope
