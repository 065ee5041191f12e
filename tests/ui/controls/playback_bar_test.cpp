#include "ui/controls/playback_bar.h"

#include <gtest/gtest.h>

#include <QPushButton>

#include "ui/look/theme.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(PlaybackBar, TheButtonForColoursNamesThoseThatComeNext) {
    PlaybackBar bar;
    const auto* button = bar.findChild<QPushButton*>(QStringLiteral("brightness"));
    for (const Brightness theme : kThemes) {
        bar.setLook({.palette = paletteFor(theme)});
        EXPECT_EQ(button->accessibleName(), themeTitle(nextTheme(theme)));
        EXPECT_TRUE(button->toolTip().contains(themeTitle(nextTheme(theme))));
    }
}

}  // namespace
