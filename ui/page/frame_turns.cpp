#include "ui/page/frame_turns.h"

#include <algorithm>

namespace featurescope::ui {

FrameTurns::Member& FrameTurns::member(const PanelKind& kind) {
    const auto found = std::ranges::find(members_, &kind, &Member::kind);
    return found != members_.end() ? *found : members_.emplace_back(Member{.kind = &kind});
}

void FrameTurns::renew(std::span<const PanelKind* const> visible, bool isMoving) {
    isMoving_ = isMoving;
    settle();
    for (const PanelKind* kind : visible) member(*kind).isWaiting = true;
}

void FrameTurns::settle() {
    for (Member& member : members_) member.isWaiting = false;
}

bool FrameTurns::isAnybodyWaiting() const { return std::ranges::any_of(members_, &Member::isWaiting); }

std::vector<const PanelKind*> FrameTurns::next() {
    ++frame_;
    const int apart = isMoving_ ? kFramesApart : 1;
    double spent = 0;
    std::vector<const PanelKind*> turn;
    std::vector<Member*> inTurns;
    const auto take = [&](Member& member) {
        member.isWaiting = false;
        member.lastFrame = frame_;
        spent += member.cost;
        turn.push_back(member.kind);
    };
    for (Member& member : members_) {
        if (!member.isWaiting) continue;
        if (member.kind->rhythm == Rhythm::everyTick) {
            take(member);
        } else if (frame_ - member.lastFrame >= apart) {
            inTurns.push_back(&member);
        }
    }
    // Who has waited longest comes first.
    std::ranges::stable_sort(inTurns, {}, &Member::lastFrame);
    for (Member* member : inTurns) {
        if (member != inTurns.front() && spent + member->cost > kBudget) break;
        take(*member);
    }
    return turn;
}

void FrameTurns::noteCost(const PanelKind& kind, double milliseconds) {
    constexpr double kWeight = 0.2;
    double& cost = member(kind).cost;
    cost = cost == 0 ? milliseconds : cost + kWeight * (milliseconds - cost);
}

}  // namespace featurescope::ui
