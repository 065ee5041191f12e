#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "core/run/training_session.h"

namespace featurescope::ui {

/// Trains a run of its own to its last step, behind the present one, and gives what it leaves: a control to
/// compare with.
class CompanionRun : public QObject {
    Q_OBJECT

  public:
    explicit CompanionRun(SessionOptions options, QObject* parent = nullptr);
    ~CompanionRun() override;

    /// Begins; whatever was being trained is dropped.
    void start(const ExperimentSpec& spec, std::shared_ptr<const GivenData> data);
    void stop();

  Q_SIGNALS:
    /// It is at its last step, or diverged before.
    void ready(const std::shared_ptr<const featurescope::RunArchive>& archive);
    /// It cannot be trained; a sentence says why.
    void failed(const QString& problem);

  private:
    void look();

    SessionOptions options_;
    std::unique_ptr<TrainingSession> session_;  ///< null while nothing is trained
    std::int64_t lastStep_ = 0;
    QTimer timer_;
};

}  // namespace featurescope::ui
