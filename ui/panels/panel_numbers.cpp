#include <cmath>

#include "ui/panels/alignment_panel.h"
#include "ui/panels/baselines_panel.h"
#include "ui/panels/conditions_panel.h"
#include "ui/panels/csv_text.h"
#include "ui/panels/features_panel.h"
#include "ui/panels/histogram_layer.h"
#include "ui/panels/input_space_plot.h"
#include "ui/panels/kernel_panel.h"
#include "ui/panels/lamp_layer.h"
#include "ui/panels/margins_panel.h"
#include "ui/panels/neuron_curves_panel.h"
#include "ui/panels/neuron_plane_panel.h"
#include "ui/panels/parts_panel.h"
#include "ui/panels/pattern_panel.h"
#include "ui/panels/points_layer.h"
#include "ui/panels/projection_panel.h"
#include "ui/panels/ridge_panel.h"
#include "ui/panels/shares_layer.h"
#include "ui/panels/spectrum_panel.h"
#include "ui/panels/surrogate_layer.h"
#include "ui/panels/surrogate_panel.h"
#include "ui/panels/table_layer.h"
#include "ui/panels/target_panel.h"
#include "ui/view_models/target_view.h"

// What each panel draws, as a table for whoever wants to draw it otherwise. Headings stay English: programs
// read them.

namespace featurescope::ui {
namespace {

QString csvInteger(std::int64_t value) { return QString::number(value); }

QString heading(const char* names) { return QLatin1String(names) + QLatin1Char('\n'); }

QString tableNumbers(const std::vector<TableSection>& sections) {
    QString text = heading("section,name,values");
    for (const TableSection& section : sections) {
        for (const TableRow& row : section.rows) {
            QStringList cells(section.heading);
            for (const QString& cell : row.cells) cells << cell;
            text += csvRow(cells);
        }
    }
    return text;
}

}  // namespace

QString TimePanel::numbers() const {
    if (!showsTime()) return momentNumbers();
    QString text = heading("curve,step,value");
    for (const TimeCurve& curve : curves_) {
        if (hidden_.contains(curve.name)) continue;
        for (const CurvePoint& point : curve.data->points())
            text += csvRow({curve.name, csvNumber(point.step), csvNumber(point.value)});
    }
    for (const TimeLevel& level : levels_) {
        if (!hidden_.contains(level.name)) text += csvRow({level.name, QString(), csvNumber(level.value)});
    }
    return text;
}

QString NeuronCurvesPanel::numbers() const {
    QString text = heading("neuron,sign,step,value");
    for (const NeuronCurve& curve : curves_.curves) {
        for (std::size_t i = 0; i < curve.values.size(); ++i)
            text += csvRow({csvInteger(curve.neuron), csvInteger(curve.sign), csvNumber(curves_.steps[i]),
                            csvNumber(static_cast<double>(curve.values[i]))});
    }
    return text;
}

QString MarginsPanel::momentNumbers() const {
    QString text = heading("margin_from,margin_to,clean,corrupted");
    for (std::size_t bin = 0; bin < histogram_.clean.size(); ++bin)
        text += csvRow({csvNumber(histogram_.edge(bin)), csvNumber(histogram_.edge(bin + 1)),
                        csvInteger(histogram_.clean[bin]), csvInteger(histogram_.corrupted[bin])});
    return text;
}

QString SpectrumPanel::momentNumbers() const {
    if (!content().snapshot || !content().snapshot->spectrum) return {};
    QString text = heading("rank,singular_value");
    const std::vector<double>& values = content().snapshot->spectrum->singularValues;
    for (std::size_t i = 0; i < values.size(); ++i)
        text += csvRow({csvInteger(static_cast<std::int64_t>(i) + 1), csvNumber(values[i])});
    return text;
}

QString AlignmentPanel::numbers() const {
    const AlignmentHistogram& bins = layer_->shown().now;
    const AlignmentHistogram& start = layer_->shown().start;
    QString text = heading("cosine_from,cosine_to,positive,negative,start_positive,start_negative");
    for (std::size_t bin = 0; bin < AlignmentHistogram::kBins; ++bin)
        text += csvRow({csvNumber(bins.edge(bin)), csvNumber(bins.edge(bin + 1)),
                        csvInteger(bins.positive[bin]), csvInteger(bins.negative[bin]),
                        csvInteger(start.positive[bin]), csvInteger(start.negative[bin])});
    return text;
}

QString RidgePanel::numbers() const {
    QString text = heading("step,cosine_from,cosine_to,positive,negative");
    for (const RidgeRow& row : view_.rows) {
        for (std::size_t bin = 0; bin < row.positive.size(); ++bin) {
            const QString negative = bin < row.negative.size() ? csvInteger(row.negative[bin]) : QString();
            text += csvRow({csvInteger(row.step), csvNumber(view_.edges[bin]),
                            csvNumber(view_.edges[bin + 1]), csvInteger(row.positive[bin]), negative});
        }
    }
    return text;
}

QString NeuronPlanePanel::numbers() const {
    QString text = heading("neuron,sign,horizontal,vertical");
    for (const PlaneNeuronMark& mark : marks_)
        text +=
            csvRow({csvInteger(mark.neuron), csvInteger(mark.sign), csvNumber(mark.x), csvNumber(mark.y)});
    return text;
}

QString ProjectionPanel::numbers() const {
    if (!scene_) return {};
    QString text = heading("sample,horizontal,vertical,label,clean_label");
    for (const MarkedPoint& point : live_.picture->points()) {
        const auto i = static_cast<std::size_t>(point.sample);
        text += csvRow({csvInteger(point.sample), csvNumber(static_cast<double>(point.x)),
                        csvNumber(static_cast<double>(point.y)), csvInteger(scene_->samples.labels[i]),
                        csvInteger(scene_->samples.cleanLabels[i])});
    }
    return text;
}

QString PartsPanel::numbers() const {
    if (!lack_.isEmpty() || shown_.odd.values.empty()) return {};
    QString text = heading("horizontal,vertical,odd,even");
    const DecisionField& odd = shown_.odd;
    const PlaneRectangle& area = odd.area;
    const double width = (area.right - area.left) / odd.width, height = (area.top - area.bottom) / odd.height;
    for (std::size_t i = 0; i < odd.values.size(); ++i) {
        const auto column = static_cast<int>(i) % odd.width, row = static_cast<int>(i) / odd.width;
        text +=
            csvRow({csvNumber(area.left + (column + 0.5) * width), csvNumber(area.top - (row + 0.5) * height),
                    csvNumber(static_cast<double>(odd.values[i])),
                    csvNumber(static_cast<double>(shown_.even.values[i]))});
    }
    return text;
}

QString TargetPanel::numbers() const {
    if (!content().snapshot || !lack().isEmpty()) return {};
    const TargetValues& target = *content().snapshot->target;
    QString text = heading("set,sample,along,output,target");
    const auto add = [&](const QString& set, const TargetValues::Outputs& outputs) {
        for (std::size_t i = 0; i < outputs.along.size(); ++i) {
            const auto along = static_cast<double>(outputs.along[i]);
            text +=
                csvRow({set, csvInteger(static_cast<std::int64_t>(i)), csvNumber(along),
                        csvNumber(static_cast<double>(outputs.output[i])), csvNumber(linkAt(target, along))});
        }
    };
    add(QStringLiteral("train"), target.train);
    add(QStringLiteral("test"), target.test);
    return text;
}

/// A matrix: its heading and its first column are the targets of the samples.
QString KernelPanel::numbers() const {
    if (!content().snapshot || !lack().isEmpty()) return {};
    const KernelValues& kernel = *content().snapshot->kernel;
    const std::size_t count = kernel.targets.size();
    QStringList cells(QStringLiteral("target"));
    for (const float target : kernel.targets) cells << csvNumber(static_cast<double>(target));
    QString text = csvRow(cells);
    for (std::size_t row = 0; row < count; ++row) {
        cells = QStringList(csvNumber(static_cast<double>(kernel.targets[row])));
        for (std::size_t column = 0; column < count; ++column)
            cells << csvNumber(static_cast<double>(kernel.values[row * count + column]));
        text += csvRow(cells);
    }
    return text;
}

QString FeaturesPanel::numbers() const {
    if (!content().snapshot || !lack().isEmpty()) return {};
    const FeatureShares& shares = bars_->shown();
    QStringList names{QStringLiteral("feature"), QStringLiteral("share"), QStringLiteral("limit")};
    for (std::size_t run = 0; run < shares.runs.size(); ++run) names << content().pinned[run].name;
    QString text = csvRow(names);
    const auto at = [](const std::vector<double>& list, std::size_t j) {
        return j < list.size() ? csvNumber(list[j]) : QString();
    };
    for (std::size_t j = 0; j < shares.now.size(); ++j) {
        QStringList cells{csvInteger(static_cast<std::int64_t>(j) + 1), at(shares.now, j),
                          at(shares.limit, j)};
        for (const std::vector<double>& run : shares.runs) cells << at(run, j);
        text += csvRow(cells);
    }
    return text;
}

QString PatternPanel::numbers() const {
    if (!content().snapshot || !lack().isEmpty()) return {};
    const PatternView& pattern = lamps_->shown();
    const Snapshot& snapshot = *content().snapshot;
    QString text = heading("neuron,sign,sample,label,fires");
    for (std::size_t column = 0; column < pattern.neurons.size(); ++column) {
        const std::int32_t j = pattern.neurons[column];
        for (std::size_t row = 0; row < pattern.samples.size(); ++row) {
            const std::int32_t i = pattern.samples[row];
            text += csvRow({csvInteger(j), csvInteger(snapshot.neurons.signOf(static_cast<std::size_t>(j))),
                            csvInteger(i),
                            csvInteger(snapshot.scene->samples.labels[static_cast<std::size_t>(i)]),
                            csvInteger(pattern.at(row, column) ? 1 : 0)});
        }
    }
    return text;
}

QString SurrogatePanel::numbers() const {
    if (!content().snapshot || !lack().isEmpty()) return {};
    const SurrogateView& view = *curves_->shown();
    QString text = heading("curve,h,value");
    for (const PlanePoint& point : view.slope)
        text += csvRow({QStringLiteral("derivative"), csvNumber(point.x), csvNumber(point.y)});
    for (const PlanePoint& point : view.integral)
        text += csvRow({QStringLiteral("integral"), csvNumber(point.x), csvNumber(point.y)});
    const double width = 2 * kPreactivationReach / kPreactivationBins;
    for (std::size_t bin = 0; bin < view.shares.size(); ++bin)
        text += csvRow({QStringLiteral("share of all h"),
                        csvNumber((static_cast<double>(bin) + 0.5) * width - kPreactivationReach),
                        csvNumber(view.shares[bin])});
    return text;
}

QString ConditionsPanel::numbers() const { return tableNumbers(table_->sections()); }

QString BaselinesPanel::numbers() const { return tableNumbers(table_->sections()); }

}  // namespace featurescope::ui
