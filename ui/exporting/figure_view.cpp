#include "ui/exporting/figure_view.h"

#include <QJsonDocument>
#include <QtEndian>
#include <algorithm>
#include <cmath>
#include <vector>

namespace featurescope::ui {
namespace {

/// Norm and projections of the neurons: W decides them, and they decide what is drawn.
std::vector<float> probesOf(const NeuronTable& neurons) {
    std::vector<float> values;
    const auto add = [&values](double value) { values.push_back(static_cast<float>(value)); };
    const std::size_t count = std::min(kMostProbes, neurons.norm.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t j = i * neurons.norm.size() / count;
        add(neurons.norm[j]);
        for (const std::vector<double>& projection : neurons.projections) add(projection[j]);
    }
    return values;
}

QString packed(const std::vector<float>& values) {
    if (values.empty()) return {};
    QByteArray bytes(std::ssize(values) * 4, Qt::Uninitialized);
    qToLittleEndian<float>(values.data(), std::ssize(values), bytes.data());
    return QString::fromLatin1(bytes.toBase64());
}

std::vector<float> unpacked(const QString& text) {
    const QByteArray bytes = QByteArray::fromBase64(text.toLatin1());
    std::vector<float> values(static_cast<std::size_t>(bytes.size() / 4));
    if (values.empty()) return values;
    qFromLittleEndian<float>(bytes.data(), std::ssize(values), values.data());
    return values;
}

QJsonObject parsed(const std::string& view) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(view)).object();
}

}  // namespace

QJsonObject viewOf(const FigureSubject& subject, const FigureFormat& format) {
    return {{"panel", subject.name}, {"layout", jsonOf(subject.layout)}, {"format", toJson(format)}};
}

QJsonObject viewOf(const FigureSubject& subject, const FigureFormat& format, const Snapshot& snapshot) {
    QJsonObject view = viewOf(subject, format);
    view.insert(QLatin1String("neurons"), packed(probesOf(snapshot.neurons)));
    return view;
}

std::optional<FigureSubject> subjectInView(const std::string& view) {
    const QJsonObject json = parsed(view);
    const std::optional<PageLayout> layout = pageLayoutFrom(json.value(QLatin1String("layout")).toObject());
    if (!layout) return std::nullopt;
    return FigureSubject{.name = json.value(QLatin1String("panel")).toString(), .layout = *layout};
}

FigureFormat formatInView(const std::string& view) {
    const QJsonObject json = parsed(view);
    if (!json.contains(QLatin1String("format"))) return freshFormat();
    return figureFormatFrom(json.value(QLatin1String("format")).toObject(), {});
}

std::optional<double> weightsDifference(const std::string& view, const Snapshot& snapshot) {
    const std::vector<float> theirs = unpacked(parsed(view).value(QLatin1String("neurons")).toString());
    const std::vector<float> ours = probesOf(snapshot.neurons);
    if (theirs.empty() || theirs.size() != ours.size()) return std::nullopt;
    double largest = 0, difference = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const double value = static_cast<double>(theirs[i]);
        if (!std::isfinite(value)) return std::nullopt;
        largest = std::max(largest, std::abs(value));
        difference = std::max(difference, std::abs(value - static_cast<double>(ours[i])));
    }
    return largest > 0 ? difference / largest : difference;
}

}  // namespace featurescope::ui
