#include "core/run/training_session.h"

#include "core/run/session_worker.h"

namespace featurescope {

TrainingSession::TrainingSession(SessionOptions options) : worker_(std::make_unique<Worker>(options)) {}
TrainingSession::~TrainingSession() = default;

void TrainingSession::send(Command command) { worker_->send(std::move(command)); }
std::shared_ptr<const Snapshot> TrainingSession::takeSnapshot() { return worker_->takeSnapshot(); }

}  // namespace featurescope
