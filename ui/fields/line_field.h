#pragma once

#include <QLineEdit>

namespace featurescope::ui {

/// A line of text among the controls of a page. It holds the keys only while its text is being changed: Enter
/// takes the text and gives the keys back, Escape leaves the text as it was, and a field that nobody has
/// typed into lets Space and Ctrl+Z through to the window.
class LineField : public QLineEdit {
    Q_OBJECT

  public:
    explicit LineField(QWidget* parent = nullptr);
    /// Shows a text, which Escape comes back to.
    void showText(const QString& text);

  Q_SIGNALS:
    /// The text was changed and is to be taken. Whoever takes it shows it again, by showText() or the like;
    /// a text that stays changed has been refused, and the keys stay here.
    void committed();

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    /// Shows what was there before somebody typed.
    virtual void takeBack();

  private:
    void giveKeysBack();

    QString shown_;
};

}  // namespace featurescope::ui
