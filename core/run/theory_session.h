#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/run/snapshot.h"
#include "core/run/theory_overlay.h"

namespace featurescope {

/// What theory is asked for.
struct TheoryRequest {
    std::uint64_t runId = 0;
    ExperimentSpec spec;
    std::int64_t step = 0;                  ///< moment shown: that of the predicted population
    std::int64_t shownTo = 0;               ///< last step on the axes
    std::vector<std::int32_t> neurons;      ///< whose paths are wanted
    std::shared_ptr<const RunScene> scene;  ///< start and clusters of the run, for the paths; may be null
};

/// Computes what theory says of a run on a thread of its own, at low priority. The newest request wins; work
/// for another spec is broken off. Results come as soon as they are ready: curves first, the population next,
/// paths last, each as a complete overlay.
class TheorySession {
  public:
    explicit TheorySession(int niceness = 15);
    ~TheorySession();
    TheorySession(const TheorySession&) = delete;
    TheorySession& operator=(const TheorySession&) = delete;

    /// Returns at once.
    void request(TheoryRequest request);
    /// The newest overlay since the last call, or null.
    std::shared_ptr<const TheoryOverlay> take();
    /// Waits for that; null when nothing more comes. Throws Cancelled, and what the computation broke off
    /// with.
    std::shared_ptr<const TheoryOverlay> wait(const std::stop_token& stop);

  private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace featurescope
