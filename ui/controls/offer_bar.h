#pragma once

#include <QFrame>
#include <functional>
#include <vector>

#include "ui/look/look.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace featurescope::ui {

/// A sentence about what has just happened, and what can be done about it.
struct Offer {
    struct Choice {
        QString id;  ///< object name of its button
        QString text, toolTip;
        std::function<void()> act;
    };
    QString id;
    QString text;
    std::vector<Choice> choices{};
    bool takesEnter = false;  ///< Enter is the first choice, wherever no control needs it
};

/// A line above the charts with one offer at a time; not there while there is none. It asks nothing that must
/// be answered: whoever goes on working leaves things as the sentence says they are.
class OfferBar : public QFrame {
    Q_OBJECT

  public:
    explicit OfferBar(QWidget* parent = nullptr);
    void show(const Offer& offer);
    /// Of the offer shown; empty without one.
    const QString& id() const { return offer_.id; }
    const QString& text() const { return offer_.text; }
    void clear();
    /// Hides offers that nobody has to answer, as in front of an audience.
    void setQuiet(bool quiet);
    /// Does what the first choice says.
    void takeFirst();
    void setLook(const Look& look);

  private:
    void take(std::size_t choice);

    void reveal();

    Offer offer_;
    bool isQuiet_ = false;
    Look look_;
    QLabel* text_;
    QHBoxLayout* row_;
    std::vector<QPushButton*> buttons_;  // owned by this widget
};

}  // namespace featurescope::ui
