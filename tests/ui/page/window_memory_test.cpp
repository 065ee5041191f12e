#include "ui/page/window_memory.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

namespace featurescope::ui {
namespace {

/// What a window of version 0.1 left: two switches of a panel and one panel are not those of the layout.
WindowMemory memoryOfVersion01(QJsonObject& page) {
    const QSettings settings(QStringLiteral(FEATURESCOPE_GOLDEN_DIR "/version-0.1/featurescope.conf"),
                             QSettings::IniFormat);
    page = QJsonDocument::fromJson(settings.value(QStringLiteral("window/page")).toByteArray()).object();
    return readMemory(settings);
}

TEST(WindowMemory, BringsBackThePageThatVersion01Left) {
    QJsonObject page;
    const WindowMemory memory = memoryOfVersion01(page);
    EXPECT_EQ(memory.layoutId, QStringLiteral("explore"));
    EXPECT_FALSE(memory.geometry.isEmpty());
    EXPECT_FALSE(memory.formHidden);
    ASSERT_TRUE(memory.page);
    EXPECT_EQ(jsonOf(*memory.page), page) << "every panel, share and option is still known";
    ASSERT_EQ(memory.page->columns.size(), 3U);
    EXPECT_EQ(memory.page->columns[2].cards.back().panel, QStringLiteral("spectrum"));
    const CardPlace& errors = memory.page->columns[0].cards.back();
    EXPECT_EQ(errors.panel, QStringLiteral("errors"));
    EXPECT_EQ(errors.options.value(QStringLiteral("step_axis")), QJsonValue(QStringLiteral("logarithmic")));
}

}  // namespace
}  // namespace featurescope::ui
