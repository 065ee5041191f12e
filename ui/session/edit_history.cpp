#include "ui/session/edit_history.h"

#include <QUndoCommand>

#include "core/run/experiment.h"

namespace featurescope::ui {
namespace {

constexpr int kMostEntries = 200;

class Edit : public QUndoCommand {
  public:
    Edit(EditHistory& history, const EditHistory::Describe& describe, const EditHistory::Present& present,
         EditMoment before, EditMoment after, std::string path, bool continues)
        : QUndoCommand(describe(before.spec, after.spec)),
          history_(history),
          describe_(describe),
          present_(present),
          before_(std::move(before)),
          after_(std::move(after)),
          path_(std::move(path)),
          continues_(continues) {}

    void undo() override {
        const std::optional<EditMoment> now = present_ ? present_() : std::nullopt;
        if (now && haveSameStart(now->spec, after_.spec)) after_ = *now;
        Q_EMIT history_.restoreWanted(before_);
    }
    void redo() override {
        // Pushing an entry calls redo() as well, when what it describes has just been done by hand.
        if (isNew_) {
            isNew_ = false;
            return;
        }
        Q_EMIT history_.restoreWanted(after_);
    }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = static_cast<const Edit*>(other);
        if (!next->continues_ || path_.empty() || next->path_ != path_) return false;
        after_ = next->after_;
        setText(describe_(before_.spec, after_.spec));
        return true;
    }

  private:
    EditHistory& history_;
    const EditHistory::Describe& describe_;
    const EditHistory::Present& present_;
    EditMoment before_, after_;
    std::string path_;
    bool continues_;
    bool isNew_ = true;
};

}  // namespace

EditHistory::EditHistory(Describe describe, Present present, QObject* parent)
    : QObject(parent), describe_(std::move(describe)), present_(std::move(present)) {
    stack_.setUndoLimit(kMostEntries);
}

void EditHistory::note(const EditMoment& before, const EditMoment& after, const std::string& path,
                       bool sameDrag) {
    stack_.push(new Edit(*this, describe_, present_, before, after, path, sameDrag));
}

}  // namespace featurescope::ui
