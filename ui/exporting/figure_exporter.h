#pragma once

#include <QObject>
#include <deque>
#include <memory>

#include "ui/exporting/background.h"
#include "ui/exporting/figure.h"
#include "ui/exporting/figure_companions.h"
#include "ui/exporting/figure_file.h"

namespace featurescope::ui {

/// One figure that is to be made.
struct FigureOrder {
    PanelContent content;  ///< the moment; its snapshot must not be null
    FigureSubject subject{};
    FigureFormat format{};
    CompanionChoice companions{};
    QString path{};  ///< .png, .svg or .pdf; empty to be handed over as an image
};

/// Makes figures of what a window shows without holding it up: the field at the figure's resolution and the
/// file are made on another thread, only the drawing is done here.
class FigureExporter : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;
    /// Queues a figure; returns at once.
    void make(FigureOrder order);
    bool isBusy() const { return !orders_.empty(); }

  Q_SIGNALS:
    void written(const QString& path);
    /// The figure of an order without a path.
    void drawn(const QImage& image);
    void failed(const QString& problem);

  private:
    void begin();
    void draw();
    void finishWith(const QString& problem);

    std::deque<FigureOrder> orders_;  ///< the first is under way
    std::unique_ptr<Figure> figure_;
    std::shared_ptr<const Snapshot> completed_;
    QString problem_;
    Background background_;
};

/// The snapshot with the field of this view in place of its own, made from its PlaneNetwork; the same when it
/// fits already or there is no network of that plane. Any thread.
std::shared_ptr<const Snapshot> completedFor(const std::shared_ptr<const Snapshot>& snapshot,
                                             const ViewRequest& view);

}  // namespace featurescope::ui
