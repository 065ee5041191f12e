#include "ui/view_models/input_space_options.h"

#include <QJsonValue>
#include <QString>
#include <algorithm>
#include <string_view>

namespace featurescope::ui {
namespace {

constexpr const char* kSlice = "slice";
constexpr const char* kAverage = "cluster-average";

QString qString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void take(const QJsonObject& json, const char* key, bool& value) {
    value = json.value(QLatin1String(key)).toBool(value);
}

void take(const QJsonObject& json, const char* key, std::int64_t& value, std::int64_t least) {
    const auto wanted = static_cast<std::int64_t>(json.value(QLatin1String(key)).toDouble(-1));
    if (wanted >= least) value = wanted;
}

}  // namespace

QJsonObject toJson(const InputSpaceOptions& options) {
    return {{QStringLiteral("plane"), qString(nameOf(options.plane.kind))},
            {QStringLiteral("first"), static_cast<double>(options.plane.firstCoordinate)},
            {QStringLiteral("second"), static_cast<double>(options.plane.secondCoordinate)},
            {QStringLiteral("seed"), static_cast<double>(options.plane.seed)},
            {QStringLiteral("field"), QLatin1String(options.mode == FieldMode::slice ? kSlice : kAverage)},
            {QStringLiteral("band"), options.band},
            {QStringLiteral("ideal"), options.ideal},
            {QStringLiteral("baselines"), options.baselines}};
}

InputSpaceOptions fromJson(const QJsonObject& json, const InputSpaceOptions& otherwise) {
    InputSpaceOptions options = otherwise;
    const QString plane = json.value(QStringLiteral("plane")).toString();
    for (const NamedKind<PlaneKind>& kind : NameTable<PlaneKind>::kinds) {
        if (plane == qString(kind.name)) options.plane.kind = kind.kind;
    }
    take(json, "first", options.plane.firstCoordinate, 0);
    take(json, "second", options.plane.secondCoordinate, 0);
    take(json, "seed", options.plane.seed, 0);
    if (options.plane.firstCoordinate == options.plane.secondCoordinate)
        options.plane.secondCoordinate = options.plane.firstCoordinate == 0 ? 1 : 0;
    const QString field = json.value(QStringLiteral("field")).toString();
    if (field == QLatin1String(kSlice)) options.mode = FieldMode::slice;
    if (field == QLatin1String(kAverage)) options.mode = FieldMode::clusterAverage;
    take(json, "band", options.band);
    take(json, "ideal", options.ideal);
    take(json, "baselines", options.baselines);
    return options;
}

PlaneChoice fitted(PlaneChoice plane, std::int64_t dimension) {
    const std::int64_t last = std::max<std::int64_t>(0, dimension - 1);
    plane.firstCoordinate = std::clamp<std::int64_t>(plane.firstCoordinate, 0, last);
    plane.secondCoordinate = std::clamp<std::int64_t>(plane.secondCoordinate, 0, last);
    if (plane.firstCoordinate == plane.secondCoordinate && last > 0)
        plane.secondCoordinate = plane.firstCoordinate < last ? plane.firstCoordinate + 1 : last - 1;
    return plane;
}

}  // namespace featurescope::ui
