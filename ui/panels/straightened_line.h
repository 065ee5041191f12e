#pragma once

#include <QLineF>
#include <QPolygonF>
#include <QVector>

namespace featurescope::ui {

/// Pixels by which a drawn curve may miss a measured point; nobody sees a tenth.
inline constexpr double kUnseenDistance = 0.1;

/// The line without the points that the straight line between those that stay misses by at most `tolerance`
/// in y. First and last stay, and so does every spike. A smooth curve of a thousand points needs only a few
/// dozen, and the rasteriser takes its time for every segment, however short.
/// @param line  x does not decrease
QPolygonF straightened(const QPolygonF& line, double tolerance = kUnseenDistance);

/// The line cut off at the heights `top` and `bottom`: what leads out leaves at the place where it crosses,
/// and what lies outside runs along the edge. With edges far outside the plot the part seen is unchanged, and
/// the rasteriser is spared a walk to the ends of the world.
QPolygonF cutAtHeights(const QPolygonF& line, double top, double bottom);

/// The line up to `right`: a run that is compared may have gone further than the axis does.
/// @param line  x does not decrease
QPolygonF cutAtRight(const QPolygonF& line, double right);

/// The parts of a line one by one: a wide pen on one long noisy line costs the rasteriser seconds
/// (QTBUG-27545).
QVector<QLineF> segmentsOf(const QPolygonF& line);

}  // namespace featurescope::ui
