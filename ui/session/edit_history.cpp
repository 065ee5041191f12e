#include "ui/session/edit_history.h"

#include <QUndoCommand>

namespace featurescope::ui {
namespace {

constexpr int kMostEntries = 200;
constexpr qint64 kMergePause = 1500;  // milliseconds between two changes that are still one drag

class Edit : public QUndoCommand {
  public:
    Edit(EditHistory& history, const EditHistory::Describe& describe, EditMoment before, EditMoment after,
         std::string path, bool continues)
        : QUndoCommand(describe(before.spec, after.spec)),
          history_(history),
          describe_(describe),
          before_(std::move(before)),
          after_(std::move(after)),
          path_(std::move(path)),
          continues_(continues) {}

    void undo() override { Q_EMIT history_.restoreWanted(before_); }
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
    EditMoment before_, after_;
    std::string path_;
    bool continues_;
    bool isNew_ = true;
};

}  // namespace

EditHistory::EditHistory(Describe describe, QObject* parent)
    : QObject(parent), describe_(std::move(describe)) {
    stack_.setUndoLimit(kMostEntries);
}

void EditHistory::note(const EditMoment& before, const EditMoment& after, const std::string& path,
                       bool held) {
    const bool continues = held || (sinceLast_.isValid() && sinceLast_.elapsed() < kMergePause);
    sinceLast_.start();
    stack_.push(new Edit(*this, describe_, before, after, path, continues));
}

}  // namespace featurescope::ui
