#include "ui/panels/baselines_panel.h"

#include "ui/look/number_format.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/explanation.h"
#include "ui/view_models/predicted_lines.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

bool isKnown(const PanelContent& content) {
    return content.baselines && content.baselines->runId == content.snapshot->runId;
}

}  // namespace

BaselinesPanel::BaselinesPanel(QWidget* parent)
    : Panel(QStringLiteral("baselines"), tr("Baselines"), parent),
      table_(new TableLayer(plot())),
      pointer_(new PlotPointer(
          plot(), [this](const QPointF& pixel) { return table_->meaningAt(pixel); }, this)) {
    plot().setGridVisible(false);
    plot().setAxesVisible(false);
}

void BaselinesPanel::showContent(const PanelContent& content) {
    std::vector<TableSection> sections{resultSection(content)};
    // Of other data, which a line may separate, nothing is known beforehand.
    if (traitsOf(content.snapshot->spec.data).isXor) sections.push_back(clusterSection(content));
    if (isKnown(content)) sections.push_back(methodSection(*content.baselines));
    if (table_->setSections(std::move(sections), tr("enlarge for the rest"))) plot().refresh();
    pointer_->refresh();
}

void BaselinesPanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
}

QString BaselinesPanel::summary() const { return spokenText(table_->sections()); }

TableSection BaselinesPanel::resultSection(const PanelContent& content) const {
    const Snapshot& snapshot = *content.snapshot;
    TableSection section{tr("Errors on the data of this run"), {}, {}};
    const std::int64_t tested = testSamplesOf(snapshot.spec);
    const auto meaning = [&](double test, double clean) {
        const auto error = standardErrorOf(test, tested), cleanError = standardErrorOf(clean, tested);
        QString text = tr("train: share with y ≠ sgn f(x)\ntest: the same over %1 test samples\n"
                          "clean test: share with ỹ ≠ sgn f(x) over the same")
                           .arg(countLabel(tested));
        if (error && cleanError)
            text += tr("\nstandard errors %1 and %2").arg(percentLabel(*error), percentLabel(*cleanError));
        return text;
    };
    section.rows.push_back({{QString(), tr("train"), tr("test"), tr("clean test")},
                            Lamp::none,
                            false,
                            meaning(kUndefined, kUndefined)});
    section.rows.push_back({{tr("network, step %1").arg(countLabel(snapshot.step)),
                             percentLabel(lastKnown(snapshot, Observable::trainError)),
                             percentLabel(lastKnown(snapshot, Observable::testError)),
                             percentLabel(lastKnown(snapshot, Observable::testErrorClean))},
                            Lamp::none,
                            true,
                            meaning(lastKnown(snapshot, Observable::testError),
                                    lastKnown(snapshot, Observable::testErrorClean))});
    if (isKnown(content)) {
        for (const BaselineResult& result : content.baselines->results) {
            section.rows.push_back({{fromCore(result.label), percentLabel(result.errors.train),
                                     percentLabel(result.errors.test), percentLabel(result.errors.testClean)},
                                    Lamp::none,
                                    false,
                                    meaning(result.errors.test, result.errors.testClean)});
        }
    }
    if (!isKnown(content) || !content.baselines->complete) {
        section.remark = tr("More are being trained.");
    } else if (content.baselines->results.empty()) {
        section.remark = tr("There are none: baselines answer with a class, and these targets are numbers.");
    }
    return section;
}

TableSection BaselinesPanel::clusterSection(const PanelContent& content) const {
    const auto best = predictedLevel(content, "half-space");
    QString remark = tr(
        "Through the origin, every linear classifier errs on half of fresh clean samples on average: x and "
        "−x are equally likely, have the same label and get opposite predictions. The network has no bias "
        "either.");
    if (best) {
        remark += QLatin1Char(' ') +
                  tr("With a bias the best half-space errs on %1, but training on the logistic loss does not "
                     "find it, because that loss is least at w = 0.")
                      .arg(percentLabel(*best));
    }
    return {tr("What no linear classifier can do"), {}, remark};
}

TableSection BaselinesPanel::methodSection(const BaselineReport& report) const {
    QStringList statements;
    for (const BaselineResult& result : report.results) {
        // What is known of linear classifiers has a section of its own.
        if (result.statement.empty() || result.id.starts_with("logistic")) continue;
        statements << tr("%1: %2").arg(fromCore(result.label), fromCore(result.statement));
    }
    return {tr("What the others are"), {}, statements.join(QLatin1Char('\n'))};
}

}  // namespace featurescope::ui
