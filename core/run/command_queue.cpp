#include "core/run/command_queue.h"

#include <algorithm>
#include <utility>

namespace featurescope {
namespace {

/// Of what was meant for a run that is never begun: what holds for every run, and Play and Pause, which the
/// next run takes over. What ends playing in another way has become a Pause.
std::deque<Command> withoutItsRun(std::deque<Command>::iterator first,
                                  const std::deque<Command>::iterator& last) {
    std::deque<Command> rest;
    for (; first != last; ++first) {
        if (isOfAnyStep(*first) || std::holds_alternative<Play>(*first)) {
            rest.push_back(std::move(*first));
        } else if (!leavesRun(*first) && !std::holds_alternative<SetStepSize>(*first) &&
                   !std::holds_alternative<SetSteps>(*first)) {
            rest.emplace_back(Pause{});
        }
    }
    return rest;
}

}  // namespace

bool leavesRun(const Command& command) {
    return std::holds_alternative<Restart>(command) || std::holds_alternative<Reopen>(command);
}

bool isOfAnyStep(const Command& command) {
    return std::holds_alternative<SetView>(command) || std::holds_alternative<SetSpeed>(command) ||
           std::holds_alternative<SetStopRule>(command) || std::holds_alternative<SetMemoryBudget>(command) ||
           std::holds_alternative<KeepArchive>(command);
}

void enqueue(std::deque<Command>& waiting, Command command) {
    if (leavesRun(command)) {
        const auto first = std::find_if(waiting.begin(), waiting.end(), leavesRun);
        const std::deque<Command> rest = withoutItsRun(first, waiting.end());
        waiting.erase(first, waiting.end());
        waiting.insert(waiting.end(), rest.begin(), rest.end());
    }
    const bool isAnotherStep = std::holds_alternative<ShowStep>(command) && !waiting.empty() &&
                               std::holds_alternative<ShowStep>(waiting.back());
    if (isAnotherStep) waiting.pop_back();
    waiting.push_back(std::move(command));
}

}  // namespace featurescope
