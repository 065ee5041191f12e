#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "core/run/training_session.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/support/session_probe.h"

namespace featurescope {
namespace {

using test::isResting;
using test::quickSpec;
using test::SnapshotPtr;
using test::waitFor;

/// What a random walk through a run may do; the model knows spec and last step of the run, the session must
/// agree.
class RandomWalk {
  public:
    RandomWalk(const ExperimentSpec& spec, const SessionOptions& options, unsigned seed)
        : learner_(options.learner), random_(seed), spec_(spec), session_(options) {
        session_.send(Restart{spec, nullptr});
    }

    /// The most checkpoints that the run was seen to have.
    std::size_t mostCheckpoints() const { return mostCheckpoints_; }

    void go(int moves) {
        for (int move = 0; move < moves && !testing::Test::HasFailure(); ++move) {
            trace_ = "move " + std::to_string(move);
            makeMove();
            check();
        }
    }

  private:
    static constexpr std::int64_t kLongest = 150;

    std::int64_t upTo(std::int64_t last) {
        return std::uniform_int_distribution<std::int64_t>(0, last)(random_);
    }

    void makeMove() {
        switch (upTo(11)) {
            case 0: {  // train on
                step_ = std::min(kLongest, step_ + upTo(60));
                trainedTo_ = std::max(trainedTo_, step_);
                session_.send(RunTo{step_});
                break;
            }
            case 1: {  // branch, or a change at the end
                const double stepSize = 0.05 * static_cast<double>(1 + upTo(10));
                session_.send(SetStepSize{stepSize});
                const auto& changes = spec_.training.stepSizeChanges;
                const bool isLast = changes.empty() || changes.back().step <= step_;
                if (isLast && stepSizeAt(spec_.training, step_) == stepSize) break;
                trainedTo_ = step_;
                std::erase_if(spec_.training.stepSizeChanges,
                              [this](const auto& c) { return c.step >= step_; });
                if (stepSizeAt(spec_.training, step_) == stepSize) break;
                if (step_ == 0) {
                    spec_.training.stepSize = stepSize;
                } else {
                    spec_.training.stepSizeChanges.push_back({step_, stepSize});
                }
                break;
            }
            case 6: {  // begin anew with another step size
                spec_.training.stepSize = 0.05 * static_cast<double>(1 + upTo(10));
                spec_.training.stepSizeChanges.clear();
                step_ = trainedTo_ = 0;
                session_.send(Restart{spec_, nullptr});
                break;
            }
            case 2: {  // go back to a run left earlier
                if (archives_.empty()) return session_.send(KeepArchive{});
                const auto& archive = archives_[static_cast<std::size_t>(upTo(std::ssize(archives_) - 1))];
                spec_ = archive->spec;
                trainedTo_ = archive->trainedTo;
                step_ = upTo(trainedTo_);
                session_.send(Reopen{archive, step_});
                break;
            }
            case 3: {
                const std::int64_t next = std::clamp<std::int64_t>(step_ + upTo(40) - 20, 0, kLongest);
                session_.send(StepBy{next - step_});
                step_ = next;
                trainedTo_ = std::max(trainedTo_, step_);
                break;
            }
            case 4:
                session_.send(SetMemoryBudget{static_cast<std::uint64_t>(upTo(3)) << (10 + 4 * upTo(4))});
                break;
            case 5:
                session_.send(Rewind{});
                step_ = 0;
                break;
            default:  // scrub, perhaps past some steps on the way
                for (std::int64_t i = upTo(3); i >= 0; --i) {
                    step_ = upTo(trainedTo_);
                    session_.send(ShowStep{step_});
                }
        }
    }

    void check() {
        const SnapshotPtr snapshot = waitFor(session_, [this](const Snapshot& s) {
            return isResting(s) && s.step == step_ && s.spec == spec_ && s.trainedTo == trainedTo_;
        });
        ASSERT_TRUE(snapshot) << trace_ << ": step " << step_ << " of " << trainedTo_;
        EXPECT_EQ(snapshot->weightsSha256, straightHash()) << trace_ << ": step " << step_;
        mostCheckpoints_ = std::max(mostCheckpoints_, snapshot->archive->checkpoints.size());
        if (archives_.size() < 6) archives_.push_back(snapshot->archive);
    }

    /// Of a straight run to the current step, by an experiment that never goes back.
    std::string straightHash() {
        ExperimentSpec upToHere = spec_;
        std::erase_if(upToHere.training.stepSizeChanges, [this](const auto& c) { return c.step >= step_; });
        Straight& straight = straight_[specToCompactJson(upToHere)];
        if (!straight.experiment) {
            straight.experiment = makeExperiment(upToHere, {.engine = learner_.engine}, nullptr, {});
            straight.hashes.push_back(straight.experiment->weightsSha256());
        }
        while (std::ssize(straight.hashes) <= step_) {
            straight.experiment->advance();
            straight.hashes.push_back(straight.experiment->weightsSha256());
        }
        return straight.hashes[static_cast<std::size_t>(step_)];
    }

    struct Straight {
        std::unique_ptr<Experiment> experiment;
        std::vector<std::string> hashes;  ///< of steps 0, 1, 2, ...
    };

    LearnerOptions learner_;
    std::mt19937 random_;
    ExperimentSpec spec_;
    std::int64_t step_ = 0, trainedTo_ = 0;
    std::vector<std::shared_ptr<const RunArchive>> archives_;
    std::map<std::string, Straight> straight_;
    std::string trace_;
    std::size_t mostCheckpoints_ = 0;
    TrainingSession session_;
};

/// A scenario whose steps take microseconds.
ExperimentSpec smallScenario(const std::string& name, const std::vector<std::string>& settings) {
    ExperimentSpec spec = scenarioNamed(name);
    for (const char* const setting : {"data.train_samples=70", "data.test_samples=20", "network.neurons=12"})
        spec = withSetting(spec, setting);
    for (const std::string& setting : settings) spec = withSetting(spec, setting);
    return spec;
}

TEST(TimeTravel, RandomWalksOfScrubsBranchesAndReturnsGiveTheBitsOfStraightRuns) {
    const ExperimentSpec specs[] = {quickSpec(),
                                    smallScenario("figure-1", {}),
                                    smallScenario("first-screen", {"training.precision=double"}),
                                    smallScenario("grokking", {"data.dimension=90"}),
                                    smallScenario("lazy", {"data.dimension=30"}),
                                    smallScenario("one-cluster-adversary", {"network.neurons=70"})};
    constexpr std::int64_t kSpacings[] = {1, 7, 0};
    int walk = 0;
    for (const ExperimentSpec& spec : specs) {
        for (const Engine engine : {Engine::primal, Engine::gram}) {
            const int threads = 1 + walk % 3;
            const std::int64_t spacing = kSpacings[(walk / 2 + walk) % 3];
            ++walk;
            SCOPED_TRACE(spec.title + ", " + std::string(nameOf(engine)) + ", threads " +
                         std::to_string(threads) + ", a checkpoint in " + std::to_string(spacing) +
                         " steps, seed " + std::to_string(walk));
            RandomWalk wanderer(spec,
                                {.learner = {.engine = engine, .threads = threads, .leastWorkPerThread = 1},
                                 .checkpointSpacing = spacing},
                                static_cast<unsigned>(walk));
            wanderer.go(200);
            if (spacing > 0) {
                EXPECT_GT(wanderer.mostCheckpoints(), 5U);
            }
        }
    }
}

TEST(TimeTravel, RandomWalksThroughTheStepsOfCertificatesGiveTheBitsOfStraightRuns) {
    const ExperimentSpec spec = smallScenario(
        "crisp-clusters", {"data.dimension=6", "data.train_samples=300", "data.cluster_variance=0.001"});
    const auto straight = makeExperiment(spec, {.engine = Engine::certified}, nullptr, {});
    while (straight->step() < 100) straight->advance();
    EXPECT_NE(straight->learnerInfo().engineReason.find("Certified steps since step"), std::string::npos)
        << straight->learnerInfo().engineReason;
    for (const int threads : {1, 2}) {
        RandomWalk wanderer(
            spec,
            {.learner = {.engine = Engine::certified, .threads = threads, .leastWorkPerThread = 1},
             .checkpointSpacing = 7},
            static_cast<unsigned>(threads));
        wanderer.go(200);
    }
}

}  // namespace
}  // namespace featurescope
