#pragma once

#include <QByteArray>
#include <QImage>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "core/run/view_request.h"
#include "ui/exporting/figure_format.h"
#include "ui/page/page_layout.h"
#include "ui/view_models/panel_content.h"

class QLabel;
class QPainter;
class QWidget;

namespace featurescope::ui {

class Panel;

/// What a figure shows: a panel, or a page of them.
struct FigureSubject {
    QString name{};  ///< id of the panel, those of several joined by commas, or kPageName
    PageLayout layout{};
};

/// What a figure draws from.
struct FigureNeeds {
    ViewRequest view{};
    bool theory = false, baselines = false;
    bool operator==(const FigureNeeds&) const = default;
};

inline constexpr const char* kPageName = "page";

/// A figure of one panel. Its id must be one of panelKinds().
FigureSubject panelSubject(const QString& id, const QJsonObject& options = {});

/// A figure of several panels, beside or below each other, whichever leaves each the better shape in a
/// picture of this format. Their ids must be of panelKinds().
FigureSubject gridSubject(const QStringList& ids, const FigureFormat& format = {});

/// The page as a new user sees it.
FigureSubject pageSubject();

/// A sentence that says why these panels cannot be read in this format, or why it cannot be made; empty when
/// it can.
QString problemWith(const FigureSubject& subject, const FigureFormat& format);

/// A figure of panels of its own, drawn off screen. The same content and format give the same picture to the
/// byte. For the window's thread only.
class Figure {
  public:
    Figure(const FigureSubject& subject, const FigureFormat& format);
    ~Figure();
    Figure(const Figure&) = delete;
    Figure& operator=(const Figure&) = delete;

    /// What a content must hold so that nothing is missing; complete once one with a scene was shown, because
    /// only then is known which part of the plane is visible.
    FigureNeeds needs() const;
    /// Draws this moment from now on.
    void show(const PanelContent& content);
    /// The panels, in the order of the subject.
    const std::vector<std::unique_ptr<Panel>>& panels() const { return panels_; }

    /// What it shows: its panels, the experiment, the step.
    QString title() const;

    QImage image() const;
    /// Lines as vectors, the field as an image, texts as the format says.
    QByteArray svg() const;
    /// `metadata` goes into the file as it is (an XMP packet); empty for none.
    QByteArray pdf(const QByteArray& metadata) const;

  private:
    void arrange(const PageLayout& layout);
    void shareRanges();
    void paint(QPainter& painter, const QSizeF& size) const;

    FigureFormat format_;
    Look look_;
    std::unique_ptr<QWidget> page_;
    QLabel* moment_ = nullptr;                    ///< owned by page_; null when it is not stated
    QString experiment_;                          ///< what is shown, for the title
    std::vector<std::unique_ptr<Panel>> panels_;  ///< children of page_, deleted before it
};

}  // namespace featurescope::ui
