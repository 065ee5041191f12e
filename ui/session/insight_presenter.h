#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/baseline_session.h"
#include "core/run/given_data.h"
#include "core/run/snapshot.h"
#include "core/run/theory_session.h"

namespace featurescope::ui {

/// Has theory and baselines computed in the background for the moment shown, and hands them over.
class InsightPresenter : public QObject {
    Q_OBJECT

  public:
    explicit InsightPresenter(QObject* parent = nullptr);

    /// Which of the two some panel on screen wants; what nobody wants is not computed.
    void setWanted(bool theory, bool baselines);
    /// Call whenever another snapshot or selection is shown, as often as that happens. `data` only for runs
    /// on a file.
    void follow(const std::shared_ptr<const Snapshot>& snapshot, const Selection& selection,
                const std::shared_ptr<const GivenData>& data);
    /// The part of the plane of the means on which boundaries of baselines are drawn.
    void setBoundaryArea(const PlaneRectangle& area);

    /// Of the run last followed; null until computed.
    const std::shared_ptr<const TheoryOverlay>& theory() const { return theory_; }
    /// Of the run last followed; null until the first baseline is there.
    const std::shared_ptr<const BaselineReport>& baselines() const { return baselines_; }

  Q_SIGNALS:
    /// theory() or baselines() is another one.
    void changed();

  private:
    struct TheoryQuestion {
        std::uint64_t runId = 0;
        ExperimentSpec spec;
        std::int64_t step = 0, shownTo = 0;
        std::vector<std::int32_t> neurons;
        bool operator==(const TheoryQuestion&) const = default;
    };
    struct BaselineQuestion {
        std::uint64_t runId = 0;
        ExperimentSpec spec;
        PlaneRectangle area;
        bool operator==(const BaselineQuestion&) const = default;
    };

    void dropOtherRuns();
    void ask();
    void look();

    TheorySession theorySession_;
    BaselineSession baselineSession_;
    QTimer timer_;
    QElapsedTimer sinceAsked_;
    std::shared_ptr<const Snapshot> snapshot_;
    Selection selection_;
    std::shared_ptr<const GivenData> data_;
    PlaneRectangle area_;
    bool wantsTheory_ = false, wantsBaselines_ = false;
    bool newsToAsk_ = false;  // something may have changed since the last question
    std::optional<TheoryQuestion> askedTheory_;
    std::optional<BaselineQuestion> askedBaselines_;
    std::shared_ptr<const TheoryOverlay> theory_;
    std::shared_ptr<const BaselineReport> baselines_;
};

}  // namespace featurescope::ui
