#include "ui/exporting/figure_view.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <vector>

namespace featurescope::ui {
namespace {

constexpr std::size_t kProbes = 32;

/// Norm and projections of a few neurons, evenly chosen: W decides them, and they decide what is drawn.
std::vector<double> probesOf(const NeuronTable& neurons) {
    std::vector<double> values;
    const std::size_t count = std::min(kProbes, neurons.norm.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t j = i * neurons.norm.size() / count;
        values.push_back(static_cast<double>(neurons.norm[j]));
        if (neurons.projectionMu1.empty()) continue;
        values.push_back(static_cast<double>(neurons.projectionMu1[j]));
        values.push_back(static_cast<double>(neurons.projectionMu2[j]));
    }
    return values;
}

QJsonObject parsed(const std::string& view) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(view)).object();
}

}  // namespace

QJsonObject viewOf(const FigureSubject& subject, const FigureFormat& format, const Snapshot& snapshot) {
    QJsonArray probes;
    for (const double value : probesOf(snapshot.neurons)) probes.append(value);
    return {{"panel", subject.name},
            {"layout", jsonOf(subject.layout)},
            {"format", toJson(format)},
            {"neurons", probes}};
}

std::optional<FigureSubject> subjectInView(const std::string& view) {
    const QJsonObject json = parsed(view);
    const std::optional<PageLayout> layout = pageLayoutFrom(json.value(QLatin1String("layout")).toObject());
    if (!layout) return std::nullopt;
    return FigureSubject{.name = json.value(QLatin1String("panel")).toString(), .layout = *layout};
}

std::optional<double> weightsDifference(const std::string& view, const Snapshot& snapshot) {
    const QJsonArray theirs = parsed(view).value(QLatin1String("neurons")).toArray();
    const std::vector<double> ours = probesOf(snapshot.neurons);
    if (theirs.isEmpty() || theirs.size() != std::ssize(ours)) return std::nullopt;
    double largest = 0, difference = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const double value = theirs[static_cast<qsizetype>(i)].toDouble(NAN);
        if (!std::isfinite(value)) return std::nullopt;
        largest = std::max(largest, std::abs(value));
        difference = std::max(difference, std::abs(value - ours[i]));
    }
    return largest > 0 ? difference / largest : difference;
}

}  // namespace featurescope::ui
