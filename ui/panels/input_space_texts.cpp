#include "ui/panels/input_space_texts.h"

#include <QCoreApplication>
#include <cmath>

#include "core/run/plane_network.h"
#include "ui/look/number_format.h"
#include "ui/view_models/input_space_view.h"

namespace featurescope::ui {
namespace {

constexpr double kPrinted = 1000;  // points are printed in thousandths

QString tr(const char* text) { return QCoreApplication::translate("InputSpace", text); }

QString coordinateText(double value) { return tickLabel(value, 1 / kPrinted); }

QString labelText(std::int8_t label) { return label > 0 ? QStringLiteral("+1") : QStringLiteral("−1"); }

}  // namespace

AxisTitles axisTitlesOf(const PlaneChoice& plane, std::span<const ReferenceDirection> directions) {
    const auto name = [&](std::size_t k) { return QString::fromStdString(directions[k].label); };
    switch (plane.kind) {
        case PlaneKind::means:
            if (directions.empty()) return {};
            return {tr("projection on %1").arg(name(0)),
                    directions.size() > 1 ? tr("projection on %1").arg(name(1))
                                          : tr("first principal component orthogonal to %1").arg(name(0))};
        case PlaneKind::principal:
            return {tr("first principal component"), tr("second principal component")};
        case PlaneKind::coordinates:
            return {tr("coordinate %1").arg(countLabel(plane.firstCoordinate + 1)),
                    tr("coordinate %1").arg(countLabel(plane.secondCoordinate + 1))};
        case PlaneKind::random:
            return {tr("first direction of random plane %1").arg(countLabel(plane.seed)),
                    tr("second direction")};
    }
    return {};
}

bool hasClusterNoise(const Snapshot& snapshot) {
    // In two dimensions the plane is all there is.
    if (dimensionOf(snapshot.spec.data) <= 2) return false;
    if (snapshot.network) return snapshot.network->sigma > 0;
    return traitsOf(snapshot.spec.data).noiseSigma.value_or(0) > 0;
}

FieldMode shownMode(const Snapshot& snapshot, FieldMode wanted) {
    return hasClusterNoise(snapshot) ? wanted : FieldMode::slice;
}

QString captionOf(const PlaneChoice& plane, std::span<const ReferenceDirection> directions, PlaneKind wanted,
                  FieldMode mode) {
    // Only the plane of the means holds the means, so only there an average is one over samples.
    QString held = mode == FieldMode::slice ? tr("slice: other coordinates are 0")
                   : plane.kind == PlaneKind::means
                       ? tr("average over the noise of the other coordinates")
                       : tr("average over the noise of the other coordinates, without the means");
    switch (plane.kind) {
        case PlaneKind::means:
            if (directions.size() == 1) {
                return tr("Plane of %1 and the first principal component orthogonal to it; %2")
                    .arg(QString::fromStdString(directions[0].label), held);
            }
            return directions.empty() ? tr("Plane of μ₁ and μ₂; %1").arg(held)
                                      : tr("Plane of %1 and %2; %3")
                                            .arg(QString::fromStdString(directions[0].label),
                                                 QString::fromStdString(directions[1].label), held);
        case PlaneKind::principal:
            return (wanted == PlaneKind::means ? tr("Principal plane, as no directions are known; %1")
                                               : tr("Principal plane; %1"))
                .arg(held);
        case PlaneKind::coordinates:
            return (wanted == PlaneKind::means ? tr("Coordinates %1 and %2, as no means are known; %3")
                                               : tr("Coordinates %1 and %2; %3"))
                .arg(countLabel(plane.firstCoordinate + 1), countLabel(plane.secondCoordinate + 1), held);
        case PlaneKind::random:
            return tr("Random plane; %1").arg(held);
    }
    return held;
}

QString sampleText(const RunScene& scene, std::int32_t sample) {
    const ProjectedSamples& samples = scene.samples;
    const auto i = static_cast<std::size_t>(sample);
    QString text = tr("sample %1: ").arg(countLabel(sample));
    if (!samples.groups.empty())
        text += tr("cluster %1, ").arg(QString::fromStdString(groupOf(scene, i).label));
    text += tr("label %1").arg(labelText(samples.labels[i]));
    if (samples.labels[i] != samples.cleanLabels[i]) text += tr(" (corrupted)");
    return text;
}

QString readoutAt(const Snapshot& snapshot, FieldMode mode, PlanePoint at,
                  std::optional<std::int32_t> nearest) {
    if (!snapshot.scene || !snapshot.network) return {};
    const PlanePoint printed{std::round(at.x * kPrinted) / kPrinted, std::round(at.y * kPrinted) / kPrinted};
    const double value = valueOnPlane(*snapshot.network, mode, printed);
    QString text = mode == FieldMode::slice ? tr("f = %1").arg(numberLabel(value))
                                            : tr("average f = %1").arg(numberLabel(value));
    if (const std::optional<double> share = positiveShareAt(*snapshot.network, printed))
        text += tr(",  P(f > 0) = %1").arg(numberLabel(*share, 2));
    text += QLatin1Char('\n') +
            (mode == FieldMode::slice ? tr("at x = (%1, %2), other coordinates 0") : tr("around (%1, %2)"))
                .arg(coordinateText(printed.x), coordinateText(printed.y));
    if (nearest) text += QLatin1Char('\n') + sampleText(*snapshot.scene, *nearest);
    return text;
}

}  // namespace featurescope::ui
