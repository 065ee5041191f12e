#pragma once

#include <span>
#include <vector>

#include "ui/panels/panel_table.h"

namespace featurescope::ui {

/// Shares the panels of a page out over frames, so that no frame keeps the window's thread long, however many
/// panels there are and however large the run is. Panels that show motion take part in every frame; the
/// others in turns, as many at a time as the budget of a frame has room for by what they took before.
class FrameTurns {
  public:
    static constexpr double kBudget = 7;    ///< milliseconds of handing over and painting per frame
    static constexpr int kFramesApart = 3;  ///< of Rhythm::everyThirdTick, while the run goes on

    /// There is something new to show, in these panels and no others.
    void renew(std::span<const PanelKind* const> visible, bool isMoving);
    /// Nobody waits any longer, since all have been shown the newest.
    void settle();
    /// The panels of the next frame; at least one of those in turns while its time has come.
    std::vector<const PanelKind*> next();
    bool isAnybodyWaiting() const;
    /// A panel took so many milliseconds for its last frame.
    void noteCost(const PanelKind& kind, double milliseconds);

  private:
    struct Member {
        const PanelKind* kind = nullptr;
        bool isWaiting = false;
        long lastFrame = -kFramesApart;
        double cost = 0;  ///< milliseconds, smoothed
    };
    Member& member(const PanelKind& kind);

    std::vector<Member> members_;
    long frame_ = 0;
    bool isMoving_ = false;
};

}  // namespace featurescope::ui
