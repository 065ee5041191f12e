#include "ui/controls/readout_bar.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QLabel>

#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(ReadoutBar, ShowsANumberWholeOrNotAtAll) {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    TimelineRow row = snapshot->timeline.back();
    row.values[Observable::trainLoss] = 7.504e-5;
    Timeline timeline;
    timeline.record(row);
    snapshot->timeline = timeline.view();
    for (const double scale : {1.0, 1.6, 2.2}) {
        ReadoutBar bar;
        Look look;
        look.textScale = scale;
        bar.setLook(look);
        bar.setVisible(true);
        int shown = 0;
        for (int width = 100; width <= 1200; width += 50) {
            bar.resize(width, bar.sizeHint().height());
            bar.showSnapshot(*snapshot);
            QCoreApplication::processEvents();
            for (const QLabel* label : bar.findChildren<QLabel*>()) {
                if (!label->isVisible()) continue;
                ++shown;
                EXPECT_GE(label->width(), label->fontMetrics().horizontalAdvance(label->text()))
                    << label->text().toStdString() << " at " << width;
            }
        }
        EXPECT_GT(shown, 20);
    }
}

}  // namespace
