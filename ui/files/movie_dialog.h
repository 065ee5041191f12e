#pragma once

#include <QDialog>
#include <memory>

#include "core/run/memory_need.h"
#include "ui/exporting/film.h"
#include "ui/files/figure_controls.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace featurescope::ui {

/// Chooses which steps are filmed and how, makes the movie, shows how far it is, and stops it when asked.
class MovieDialog : public QDialog {
    Q_OBJECT

  public:
    /// Films the run of this spec from its start, whatever the window goes on to do.
    MovieDialog(ExperimentSpec spec, std::shared_ptr<const GivenData> given, std::int64_t lastStep,
                LearnerOptions learner, std::vector<FigureChoice> choices, QWidget* parent);

    FigureControls& controls() { return *controls_; }
    bool isFilming() const { return isFilming_; }
    /// Bytes of memory that the film needs while it is made.
    std::uint64_t memoryNeed() const { return featurescope::memoryNeed(spec_, learner_); }
    /// Shows a sentence in the dialog.
    void say(const QString& problem);
    /// Gives the movie up; nothing is written.
    void stopFilming();
    /// Asks first when a movie would be lost.
    void reject() override;
    /// Starts the film; what is wrong with it is shown in the dialog.
    void film(const QString& path);

  Q_SIGNALS:
    /// The user wants the movie; film() starts it.
    void fileWanted();
    void written(const QString& path);

  private:
    QWidget* makeSchedule(std::int64_t lastStep);
    QWidget* makeBottom();
    std::vector<std::int64_t> steps() const;
    void showSchedule();
    void alignForms();
    void showExtent();
    void showProgress(const FilmProgress& progress);
    void end(FilmEnd end, const QString& problem, const QString& path);

    const ExperimentSpec spec_;
    const std::shared_ptr<const GivenData> data_;
    const LearnerOptions learner_;
    FigureControls* controls_;  // all widgets are owned by this dialog
    QComboBox* spacing_ = nullptr;
    QSpinBox *first_ = nullptr, *last_ = nullptr, *count_ = nullptr;
    QLineEdit* list_ = nullptr;
    QDoubleSpinBox* rate_ = nullptr;
    QDoubleSpinBox* hold_ = nullptr;
    QLabel *extent_ = nullptr, *message_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QPushButton *make_ = nullptr, *stop_ = nullptr;
    bool isFilming_ = false;
    std::unique_ptr<Film> film_;
};

}  // namespace featurescope::ui
