#pragma once

#include <QWidget>
#include <vector>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace featurescope::ui {

/// What the list says of one kept run.
struct KeptRunText {
    QString name;        ///< "A"
    QString difference;  ///< its settings against those of the present run
    QString step;        ///< which step it shows, "step 200 of 400"
    bool operator==(const KeptRunText&) const = default;
};

/// The runs kept for comparison, each with buttons to go back to it and to let it go, and whether all stand
/// at the step of the present one.
class KeptRunsList : public QWidget {
    Q_OBJECT

  public:
    explicit KeptRunsList(QWidget* parent = nullptr);
    void show(const std::vector<KeptRunText>& runs);

  Q_SIGNALS:
    void goWanted(int index);
    void removeWanted(int index);
    void sameStepChosen(bool same);

  private:
    QWidget* makeRow(int index, const KeptRunText& run);

    std::vector<KeptRunText> runs_;
    QVBoxLayout* rows_;
    QLabel* empty_;
    QCheckBox* sameStep_;
};

}  // namespace featurescope::ui
