#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QLabel>
#include <QTest>
#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "tests/support/shown_panel.h"
#include "ui/controls/readout_bar.h"
#include "ui/look/number_format.h"

// What is pointed at says how it comes about.

using namespace featurescope;
using namespace featurescope::ui;
using test::plotOf;
using test::readoutOf;
using test::shownPanel;

namespace {

/// What the box beside the pointer says at a place of the plot.
QString pointedAt(Panel& panel, double x, double y) {
    PlotView& plot = plotOf(panel);
    QTest::mouseMove(plot.viewport(), QPoint(1, 1));
    QTest::mouseMove(plot.viewport(), plot.mapping().at(x, y).toPoint());
    const QLabel* box = readoutOf(panel);
    EXPECT_TRUE(QTest::qWaitFor([&] { return box->isVisible() && !box->text().isEmpty(); }, 2000));
    return box->text();
}

TEST(ExplainedNumbers, ACurvePointedAtSaysFormulaSamplesStandardErrorAndSource) {
    PanelContent content = test::sampleContent();
    auto snapshot = std::make_shared<Snapshot>(*content.snapshot);
    std::get<XorClusters>(snapshot->spec.data).testSamples = 400;
    content.snapshot = snapshot;
    content.pinned.clear();  // beside other runs one curve of each is drawn
    const auto panel = shownPanel("errors", content);
    const double step = 30, error = 0.2 + 0.3 * std::exp(-step / 8);
    const QString text = pointedAt(*panel, step, error);
    EXPECT_TRUE(text.contains(QStringLiteral("test, noisy labels: share with y ≠ sgn f(x)")))
        << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("over 400 test samples"))) << text.toStdString();
    EXPECT_TRUE(
        text.contains(QStringLiteral("standard error ") + percentLabel(std::sqrt(error * (1 - error) / 400))))
        << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("Theorem 1, second conclusion"))) << text.toStdString();
    // Beside every line only the values are read out.
    EXPECT_FALSE(pointedAt(*panel, step, 0.9).contains(QStringLiteral("Theorem 1")));
}

TEST(ExplainedNumbers, ALevelPointedAtSaysWhatItIs) {
    const auto panel = shownPanel("errors", test::sampleContent());
    EXPECT_TRUE(pointedAt(*panel, 5, 0.5).contains(QStringLiteral("every linear rule through the origin")));
}

TEST(ExplainedNumbers, TheLossNamesItsFormula) {
    const auto panel = shownPanel("loss", test::sampleContent());
    const QString text = pointedAt(*panel, 20, 0.69 * std::exp(-20.0 / 60));
    EXPECT_TRUE(text.contains(QStringLiteral("mean of log(1 + exp(-y f))"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("training samples"))) << text.toStdString();
}

/// Everything that the box says while the pointer goes down the middle of a table.
QString explainedIn(const char* id) {
    const std::unique_ptr<Panel> panel = panelKind(id)->make();
    panel->resize(640, 900);
    panel->show();
    panel->setLook(Look());
    panel->showContent(test::sampleContent());
    QCoreApplication::processEvents();
    auto& plot = *panel->findChild<PlotView*>(QStringLiteral("plot"));
    const auto* box = panel->findChild<QLabel*>(QStringLiteral("readout"));
    QStringList texts;
    for (int y = static_cast<int>(plot.plotRect().top()); y < plot.plotRect().bottom(); y += 6) {
        QTest::mouseMove(plot.viewport(), QPoint(static_cast<int>(plot.plotRect().left()) + 60, y));
        QCoreApplication::processEvents();
        if (box->isVisible() && !texts.contains(box->text())) texts << box->text();
    }
    return texts.join(QLatin1Char('\n'));
}

TEST(ExplainedNumbers, ConditionsSayFormulaSourceAndCounts) {
    const QString text = explainedIn("conditions");
    for (const char* part :
         {"Theorem 1, first conclusion", "Theorem 1, second conclusion", "over 10 neurons of J",
          "Condition 10, section 4 of the paper", "Assumption (A7) of the paper"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part << " is not in " << text.toStdString();
}

TEST(ExplainedNumbers, BaselinesSayHowSureTheirTestErrorsAre) {
    const QString text = explainedIn("baselines");
    EXPECT_TRUE(text.contains(QStringLiteral("standard errors"))) << text.toStdString();
}

TEST(ExplainedNumbers, TheLargeFiguresSayItInTheirTooltips) {
    ReadoutBar bar;
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    std::get<XorClusters>(snapshot->spec.data).testSamples = 400;
    snapshot->measurement[Observable::testError] = 0.2;
    bar.showSnapshot(*snapshot);
    const QString text = bar.findChild<QLabel*>(QStringLiteral("readout-test-error"))->toolTip();
    EXPECT_TRUE(text.contains(QStringLiteral("over 400 test samples"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("standard error ") + percentLabel(0.02))) << text.toStdString();
    EXPECT_TRUE(bar.findChild<QLabel*>(QStringLiteral("readout-loss"))
                    ->toolTip()
                    .contains(QStringLiteral("log(1 + exp(-y f))")));
}

}  // namespace
