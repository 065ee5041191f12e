#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QUndoStack>
#include <functional>
#include <memory>
#include <string>

#include "core/run/given_data.h"
#include "core/spec/experiment_spec.h"

namespace featurescope::ui {

/// A point to come back to: these settings, at this step.
struct EditMoment {
    ExperimentSpec spec;
    std::int64_t step = 0;
    std::shared_ptr<const GivenData> data{};  ///< for specs whose data kind is "file"
};

/// Every change of the settings, to be undone and done again. Changes of one setting that follow each other
/// closely, as while a slider is dragged, are one entry.
class EditHistory : public QObject {
    Q_OBJECT

  public:
    /// Says in a few words what differs between two specs.
    using Describe = std::function<QString(const ExperimentSpec& before, const ExperimentSpec& after)>;

    explicit EditHistory(Describe describe, QObject* parent = nullptr);

    /// Notes a change that has been made.
    /// @param path  of the one setting that changed; empty for anything else, which is never merged
    /// @param held  the control is still held down since the last change
    void note(const EditMoment& before, const EditMoment& after, const std::string& path, bool held = false);
    QUndoStack& stack() { return stack_; }

  Q_SIGNALS:
    /// Undo, redo or a click in the list: the window should go there.
    void restoreWanted(const featurescope::ui::EditMoment& moment);

  private:
    Describe describe_;
    QUndoStack stack_;
    QElapsedTimer sinceLast_;
};

}  // namespace featurescope::ui
