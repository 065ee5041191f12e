#include <cmath>

#include "ui/panels/alignment_panel.h"
#include "ui/panels/baselines_panel.h"
#include "ui/panels/conditions_panel.h"
#include "ui/panels/csv_text.h"
#include "ui/panels/histogram_layer.h"
#include "ui/panels/input_space_plot.h"
#include "ui/panels/margins_panel.h"
#include "ui/panels/neuron_curves_panel.h"
#include "ui/panels/neuron_plane_panel.h"
#include "ui/panels/points_layer.h"
#include "ui/panels/projection_panel.h"
#include "ui/panels/ridge_panel.h"
#include "ui/panels/spectrum_panel.h"
#include "ui/panels/table_layer.h"

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

QString ConditionsPanel::numbers() const { return tableNumbers(table_->sections()); }

QString BaselinesPanel::numbers() const { return tableNumbers(table_->sections()); }

}  // namespace featurescope::ui
