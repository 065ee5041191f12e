#pragma once

#include <cstdint>
#include <memory>

#include "core/run/given_data.h"
#include "core/run/theory_overlay.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// Which baselines are asked for.
struct BaselineRequest {
    std::uint64_t runId = 0;
    ExperimentSpec spec;
    std::shared_ptr<const GivenData> data;  ///< for specs whose data kind is "file"
    PlaneRectangle area;                    ///< of the plane of the means, for the boundaries
};

/// Trains the baselines on the data of a run, one after the other on a thread of its own at the lowest
/// priority. The newest request wins; one for the same data, network and seeds keeps what is there. The
/// report grows by one result whenever one is ready.
class BaselineSession {
  public:
    explicit BaselineSession(int niceness = 19);
    ~BaselineSession();
    BaselineSession(const BaselineSession&) = delete;
    BaselineSession& operator=(const BaselineSession&) = delete;

    /// Returns at once.
    void request(BaselineRequest request);
    /// Breaks off what is under way; what is computed is kept.
    void pause();
    /// The newest report since the last call, or null.
    std::shared_ptr<const BaselineReport> take();
    /// Waits for that; null when nothing more comes. Throws Cancelled, and what the computation broke off
    /// with.
    std::shared_ptr<const BaselineReport> wait(const std::stop_token& stop);

  private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace featurescope
