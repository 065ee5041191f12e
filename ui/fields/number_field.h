#pragma once

#include <functional>
#include <optional>

#include "ui/fields/line_field.h"

namespace featurescope::ui {

/// A field for one number. It shows four significant digits, or as many as it has room for, and all of them
/// in its tooltip and while somebody edits it.
class NumberField : public LineField {
    Q_OBJECT

  public:
    enum class Kind { real, whole };
    NumberField(Kind kind, double minimum, double maximum, QWidget* parent = nullptr);

    void showNumber(double number);
    /// The number shown, or the one typed in its place; nothing while what is typed is no allowed number.
    std::optional<double> number() const;
    /// What is wrong with the text, and what is allowed; empty when nothing is.
    QString problem() const;
    /// Which numbers are allowed, in words.
    QString allowed() const;
    /// The tooltip, below which the number stands with all its digits.
    void setHelp(const QString& help);

  protected:
    void takeBack() override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    QString textOf(double number) const;
    QString fittingText() const;
    void showHelp();

    const bool whole_;
    const double minimum_, maximum_;
    double number_ = 0;
    QString help_;
};

}  // namespace featurescope::ui
