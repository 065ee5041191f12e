#pragma once

#include <QWidget>
#include <cstdint>
#include <vector>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QVBoxLayout;

namespace featurescope::ui {

/// What the list says of one kept run.
struct KeptRunText {
    QString name;            ///< what it has that the present run has not, "σ² 0.0625"
    QString step;            ///< which step it shows, "step 200 of 400"
    std::int64_t shown = 0;  ///< that step
    std::int64_t trainedTo = 0;
    bool isSelected = false;  ///< it stands beside the present run where there is room for one
    bool operator==(const KeptRunText&) const = default;
};

/// The runs kept for comparison: which of them stands beside the present one, at which step each stands, and
/// buttons to go back to it and to let it go.
class KeptRunsList : public QWidget {
    Q_OBJECT

  public:
    explicit KeptRunsList(QWidget* parent = nullptr);
    void show(const std::vector<KeptRunText>& runs);

  Q_SIGNALS:
    void goWanted(int index);
    void removeWanted(int index);
    void forgetAllWanted();
    void selectWanted(int index);
    void stepWanted(int index, std::int64_t step);
    void sameStepChosen(bool same);

  private:
    struct Row {
        QWidget* whole;
        QRadioButton* choice;
        QLabel* text;
        QSpinBox* step;
        QPushButton *go, *remove;
    };
    Row makeRow(int index);
    void fill(Row& row, const KeptRunText& run);

    std::vector<KeptRunText> runs_;
    std::vector<Row> rows_;
    QVBoxLayout* column_;
    QButtonGroup* choices_;
    QLabel* empty_;
    QCheckBox* sameStep_;
    QPushButton* forgetAll_;
};

}  // namespace featurescope::ui
