#include "core/run/baseline_session.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <functional>
#include <thread>

#include "core/data/xor_clusters.h"
#include "core/theory/bayes_error.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"

namespace featurescope {
namespace {

using namespace std::chrono_literals;
using ReportPtr = std::shared_ptr<const BaselineReport>;

ReportPtr waitFor(BaselineSession& session, const std::function<bool(const BaselineReport&)>& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < deadline) {
        if (auto report = session.take(); report && wanted(*report)) return report;
        std::this_thread::sleep_for(1ms);
    }
    return nullptr;
}

bool isComplete(const BaselineReport& report) { return report.complete; }

const BaselineResult* resultOf(const BaselineReport& report, std::string_view id) {
    for (const BaselineResult& result : report.results) {
        if (result.id == id) return &result;
    }
    return nullptr;
}

BaselineRequest requestFor(const ExperimentSpec& spec) {
    return {.runId = 3, .spec = spec, .data = nullptr, .area = {-1.5, 1.5, -1.5, 1.5}};
}

/// The first screen's data, smaller where it only costs time.
ExperimentSpec firstScreen() { return specOf(naive::settingP9(), 1); }

TEST(BaselineSession, TrainsEveryBaselineOnTheFirstScreen) {
    BaselineSession session(0);
    session.request(requestFor(firstScreen()));
    const ReportPtr report = waitFor(session, isComplete);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->runId, 3U);
    ASSERT_EQ(report->results.size(), 5U);
    EXPECT_NEAR(resultOf(*report, "logistic-origin")->errors.testClean, 0.5, 0.02);
    EXPECT_NEAR(resultOf(*report, "logistic-bias")->errors.testClean, 0.5, 0.03);
    EXPECT_NEAR(resultOf(*report, "ideal")->errors.testClean, bayesErrorClean(0.25), 0.006);
    EXPECT_NEAR(resultOf(*report, "lazy")->errors.testClean, 0.111, 0.06);
    const double random = resultOf(*report, "random-features")->errors.testClean;
    EXPECT_LT(random, 0.47);
    EXPECT_GT(random, 0.05);
}

TEST(BaselineSession, DrawsTheBoundariesOnThePlaneOfTheMeans) {
    BaselineSession session(0);
    ExperimentSpec spec = firstScreen();
    spec.network.neurons = 10;
    session.request(requestFor(spec));
    const ReportPtr report = waitFor(session, isComplete);
    ASSERT_TRUE(report);
    const auto& ideal = resultOf(*report, "ideal")->boundary;
    ASSERT_EQ(ideal.size(), 4U) << "four rays";
    for (const BoundaryLine& line : ideal) {
        EXPECT_NEAR(std::abs(line.back().x), 1.5, 1e-6);
        EXPECT_NEAR(std::abs(line.back().y), 1.5, 1e-6);
    }
    const auto& origin = resultOf(*report, "logistic-origin")->boundary;
    ASSERT_EQ(origin.size(), 2U) << "two rays, one straight line";
    const PlanePoint a = origin[0].back(), b = origin[1].back();
    EXPECT_NEAR(a.x * b.y - a.y * b.x, 0, 1e-6);
    for (const BoundaryLine& line : resultOf(*report, "logistic-bias")->boundary) {
        for (const PlanePoint& point : line) {
            EXPECT_LE(std::max(std::abs(point.x), std::abs(point.y)), 1.5 + 1e-9);
        }
    }
    // Another part of the plane needs no new training.
    BaselineRequest closer = requestFor(spec);
    closer.runId = 4;
    closer.area = {-0.5, 0.5, -0.5, 0.5};
    session.request(closer);
    const ReportPtr again = waitFor(session, [](const BaselineReport& r) { return r.runId == 4; });
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->complete);
    EXPECT_NEAR(std::abs(resultOf(*again, "ideal")->boundary[0].back().x), 0.5, 1e-6);
    EXPECT_EQ(resultOf(*again, "lazy")->errors.test, resultOf(*report, "lazy")->errors.test);
}

TEST(BaselineSession, StartsAfreshForOtherData) {
    BaselineSession session(0);
    ExperimentSpec spec = firstScreen();
    spec.network.neurons = 500;
    session.request(requestFor(spec));
    spec.network.neurons = 3;
    std::get<XorClusters>(spec.data).clusterVariance = 0.0001;
    BaselineRequest second = requestFor(spec);
    second.runId = 9;
    session.request(second);
    const ReportPtr report =
        waitFor(session, [](const BaselineReport& r) { return r.runId == 9 && r.complete; });
    ASSERT_TRUE(report);
    EXPECT_EQ(resultOf(*report, "ideal")->errors.testClean, 0);
}

TEST(BaselineSession, GoesOnAfterAPause) {
    BaselineSession session(0);
    session.request(requestFor(firstScreen()));
    session.pause();
    session.request(requestFor(firstScreen()));
    EXPECT_TRUE(waitFor(session, isComplete));
}

TEST(BaselineSession, WorksOnGivenData) {
    const ExperimentSpec spec = firstScreen();
    const auto drawn = drawDataset<double>(spec.data, spec.seeds, {});
    auto data = std::make_shared<GivenData>();
    data->sha256 = "abc";
    data->x = drawn.train.inputs;
    data->y = drawn.train.labels;
    data->yClean = drawn.train.cleanLabels;
    data->xTest.resize(data->x.rows(), 0);
    BaselineRequest request = requestFor(specForGivenData(spec, *data));
    request.data = data;
    BaselineSession session(0);
    session.request(request);
    const ReportPtr report = waitFor(session, isComplete);
    ASSERT_TRUE(report);
    EXPECT_FALSE(resultOf(*report, "ideal")) << "without means there is no such rule";
    const BaselineResult* linear = resultOf(*report, "logistic-origin");
    ASSERT_TRUE(linear);
    EXPECT_LT(linear->errors.train, 0.45);
    EXPECT_TRUE(std::isnan(linear->errors.test));
    EXPECT_TRUE(linear->boundary.empty());
}

TEST(BaselineSession, IsCompleteWhenNothingCanBeTrained) {
    ExperimentSpec spec = firstScreen();
    spec.data = FileData{};
    BaselineSession session(0);
    session.request(requestFor(spec));  // without the data of the file
    const ReportPtr report = waitFor(session, isComplete);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->results.empty());
}

TEST(BaselineSession, EndsPromptlyWhateverIsUnderWay) {
    BaselineSession session(0);
    ExperimentSpec spec = firstScreen();
    spec.network.neurons = 2000;
    session.request(requestFor(spec));
    EXPECT_TRUE(waitFor(session, [](const BaselineReport& r) { return !r.results.empty(); }));
}

}  // namespace
}  // namespace featurescope
