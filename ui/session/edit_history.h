#pragma once

#include <QObject>
#include <QUndoStack>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/run/given_data.h"
#include "core/spec/experiment_spec.h"

namespace featurescope::ui {

/// A point to come back to: these settings, at this step.
struct EditMoment {
    ExperimentSpec spec;
    std::int64_t step = 0;
    std::shared_ptr<const GivenData> data{};  ///< for specs whose data kind is "file"
    std::string engine{};                     ///< that computed it; empty for the one chosen by rule
    int document = 0;                         ///< counts what has been opened in this window
};

/// Every change of the settings, to be undone and done again. All that one drag of a control changes is one
/// entry.
class EditHistory : public QObject {
    Q_OBJECT

  public:
    /// Says in a few words what differs between two specs.
    using Describe = std::function<QString(const ExperimentSpec& before, const ExperimentSpec& after)>;

    /// Where the window is now; nothing before it shows a run.
    using Present = std::function<std::optional<EditMoment>()>;

    /// With `present`, doing an entry again leads to where the run was when the entry was undone.
    explicit EditHistory(Describe describe, Present present = {}, QObject* parent = nullptr);

    /// Notes a change that has been made.
    /// @param path  of the one setting that changed; empty for anything else, which is never merged
    /// @param sameDrag  the control has been held down since the last change
    void note(const EditMoment& before, const EditMoment& after, const std::string& path,
              bool sameDrag = false);
    QUndoStack& stack() { return stack_; }

  Q_SIGNALS:
    /// Undo, redo or a click in the list: the window should go there.
    void restoreWanted(const featurescope::ui::EditMoment& moment);

  private:
    Describe describe_;
    Present present_;
    QUndoStack stack_;
};

}  // namespace featurescope::ui
