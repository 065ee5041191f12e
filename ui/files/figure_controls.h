#pragma once

#include <QWidget>

#include "ui/exporting/figure.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;

namespace featurescope::ui {

/// What can be put into a figure: a name for people and the panels.
struct FigureChoice {
    QString title;
    FigureSubject subject{};
};

/// The controls for what a figure shows and how it is made.
class FigureControls : public QWidget {
    Q_OBJECT

  public:
    explicit FigureControls(QWidget* parent = nullptr);

    /// `choices` must not be empty; keeps the one chosen when it is still there.
    void setChoices(std::vector<FigureChoice> choices);
    void setFormat(const FigureFormat& format);
    /// As the controls stand; problemWith() may have something to say of it.
    FigureFormat format() const;
    const FigureSubject& subject() const;
    void choose(const QString& subjectName);
    /// The panel that sizes for paper show instead of the page.
    void setFocused(const QString& subjectName) { focused_ = subjectName; }

  Q_SIGNALS:
    void changed();
    /// What was typed into a field is no number, for the reason given.
    void refused(const QString& problem);

  private:
    template <typename Control>
    Control* add(const QString& name, const QString& label, const QString& toolTip);
    QCheckBox* addCheck(const QString& name, const QString& label, const QString& toolTip);
    QDoubleSpinBox* addNumber(const QString& name, const QString& label, const QString& toolTip, double least,
                              double most, int decimals);
    void usePreset(int index);
    void changeUnit();
    void tell();

    std::vector<FigureChoice> choices_;
    void addChecks();

    QString focused_;
    QGridLayout* checks_;                                              // owned by the layout of this widget
    QComboBox *subject_, *preset_, *unit_, *font_, *theme_, *legend_;  // all are owned by this widget
    QDoubleSpinBox *width_, *height_, *dpi_, *textScale_, *lineScale_, *fieldRows_;
    QCheckBox *title_, *letters_, *moment_, *print_, *ranges_, *text_, *transparent_, *recipe_;
    bool filling_ = false;  // not by the user's hand
};

}  // namespace featurescope::ui
