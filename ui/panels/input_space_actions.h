#pragma once

#include <QObject>
#include <array>

#include "ui/view_models/input_space_options.h"

class QAction;
class QSpinBox;
class QWidget;

namespace featurescope::ui {

/// What can be chosen about the input space, as actions of its panel: the plane, the field, the lines.
class InputSpaceActions : public QObject {
    Q_OBJECT

  public:
    /// Adds its actions to the panel and becomes its child.
    explicit InputSpaceActions(QWidget& panel);

    const InputSpaceOptions& options() const { return options_; }
    /// Ticks what these options say; emits nothing.
    void setOptions(const InputSpaceOptions& options);
    /// Number of coordinates there are to choose from, and whether the noise of the clusters is known;
    /// without it there is neither an average nor a band.
    void setData(std::int64_t dimension, bool hasNoise);

  Q_SIGNALS:
    /// The user has chosen something else.
    void chosen();

  private:
    QAction* addChoice(const QString& name, const QString& text, const QString& tip);
    void addSeparator(const QString& text);
    QSpinBox* addNumber(const QString& name, const QString& text, const QString& tip);
    void addPlanes();
    void addFields();
    void addLines();
    void show();
    void offerNoise();
    void change(const InputSpaceOptions& wanted);

    QWidget& panel_;
    InputSpaceOptions options_;
    std::int64_t dimension_ = 2;
    bool hasNoise_ = true;
    bool showing_ = false;  // while widgets are set by us
    std::array<QAction*, 4> planes_{};
    std::array<QAction*, 2> fields_{};
    QAction *band_ = nullptr, *ideal_ = nullptr, *baselines_ = nullptr;
    QSpinBox *first_ = nullptr, *second_ = nullptr, *seed_ = nullptr;
};

}  // namespace featurescope::ui
