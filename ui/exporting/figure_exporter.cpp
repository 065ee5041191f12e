#include "ui/exporting/figure_exporter.h"

#include "core/run/plane_network.h"
#include "ui/exporting/figure_view.h"

namespace featurescope::ui {

void FigureExporter::make(FigureOrder order) {
    orders_.push_back(std::move(order));
    if (orders_.size() == 1) begin();
}

void FigureExporter::begin() {
    const FigureOrder& order = orders_.front();
    figure_ = std::make_unique<Figure>(order.subject, order.format);
    figure_->show(order.content);
    problem_.clear();
    background_.run(
        [this, snapshot = order.content.snapshot, view = figure_->needs().view] {
            try {
                completed_ = completedFor(snapshot, view);
            } catch (const std::exception& error) {
                problem_ = QString::fromUtf8(error.what());
            }
        },
        [this] { draw(); });
}

void FigureExporter::draw() {
    FigureOrder& order = orders_.front();
    if (!problem_.isEmpty()) return finishWith(problem_);
    order.content.snapshot = std::exchange(completed_, nullptr);
    figure_->show(order.content);
    if (order.path.isEmpty()) {
        Q_EMIT drawn(figure_->image());
        return finishWith({});
    }
    const Snapshot& snapshot = *order.content.snapshot;
    std::optional<Recipe> recipe;
    if (order.format.carriesRecipe)
        recipe = recipeOf(snapshot, viewOf(order.subject, order.format, snapshot));
    PictureFile file{ui::drawn(*figure_, formatNamedBy(order.path).value_or(PictureFormat::png), recipe),
                     order.path};
    std::vector<Companion> companions =
        companionsOf(*figure_, snapshot, order.format, order.path, order.companions);
    background_.run(
        [this, file = std::move(file), companions = std::move(companions), choice = order.companions] {
            try {
                requireOwnCompanions(file.path, choice);
                writePicture(file);
                writeCompanions(companions);
            } catch (const std::exception& error) {
                problem_ = QString::fromUtf8(error.what());
            }
        },
        [this, path = order.path] {
            if (problem_.isEmpty()) Q_EMIT written(path);
            finishWith(problem_);
        });
}

void FigureExporter::finishWith(const QString& problem) {
    figure_.reset();
    orders_.pop_front();
    if (!problem.isEmpty()) Q_EMIT failed(problem);
    if (!orders_.empty()) begin();
}

std::shared_ptr<const Snapshot> completedFor(const std::shared_ptr<const Snapshot>& snapshot,
                                             const ViewRequest& view) {
    const FieldView& field = view.field;
    const bool fits = snapshot->field.area == field.area && snapshot->field.width == field.width &&
                      snapshot->field.height == field.height;
    if (fits || field.width == 0 || !snapshot->network) return snapshot;
    auto completed = std::make_shared<Snapshot>(*snapshot);
    completed->field = fieldOf(*snapshot->network, field);
    completed->boundary = boundaryOf(*snapshot->network, field, completed->field);
    if (field.wantsBand) completed->positiveShare = bandOf(*snapshot->network, field);
    return completed;
}

}  // namespace featurescope::ui
