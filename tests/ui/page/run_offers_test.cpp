#include "ui/page/run_offers.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QTest>

#include "tests/support/small_spec.h"
#include "ui/controls/offer_bar.h"
#include "ui/main_window.h"
#include "ui/page/presentation.h"
#include "ui/page/time_controls.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A window on a scenario that names a control: itself with more neurons.
class ControlOffer : public testing::Test {
  protected:
    ControlOffer() : window(WindowOptions{}), spec(test::smallSpec(30)) {
        spec.opening.compare = {{"wider", "", {{"network.neurons", "40"}}}};
        window.open(spec);
        window.show();
        window.activateWindow();
    }
    void SetUp() override {
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        ASSERT_TRUE(reaches([this] { return window.isUpToDate(); }));
    }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 10000); }
    QPushButton* button(const char* name) { return window.findChild<QPushButton*>(QLatin1String(name)); }
    OfferBar& bar() { return *window.findChild<OfferBar*>(); }
    PinnedRuns& pinned() { return window.time().pinned(); }

    MainWindow window;
    ExperimentSpec spec;
};

TEST_F(ControlOffer, OneClickTrainsItAndDrawsItBesideThePresentRun) {
    ASSERT_TRUE(button("control-0"));
    EXPECT_TRUE(button("control-0")->text().contains(QStringLiteral("wider")));
    QTest::mouseClick(button("control-0"), Qt::LeftButton);
    ASSERT_TRUE(reaches([this] { return pinned().size() == 1 && pinned().isSettled(); }));
    const PinnedMoment control = pinned().moments().front();
    EXPECT_EQ(control.archive->spec.network.neurons, 40);
    EXPECT_EQ(control.archive->trainedTo, 30);
    EXPECT_EQ(control.snapshot->step, window.presenter().snapshot()->step) << "both at the same step";
    EXPECT_FALSE(bar().isVisible()) << "there is nothing more to offer";
}

TEST_F(ControlOffer, StaysAwayOnceClosed) {
    QTest::mouseClick(button("declineControls"), Qt::LeftButton);
    EXPECT_FALSE(bar().isVisible());
    QTest::keyClick(&window, Qt::Key_Right);
    ASSERT_TRUE(reaches([this] { return window.presenter().snapshot()->step == 1; }));
    EXPECT_FALSE(bar().isVisible());
    EXPECT_EQ(pinned().size(), 0U);
}

TEST_F(ControlOffer, IsNotInFrontOfAnAudience) {
    window.presentation().set(true);
    EXPECT_FALSE(bar().isVisible());
    window.presentation().set(false);
    EXPECT_TRUE(bar().isVisible());
}

}  // namespace
