#include "ui/panels/two_view_panel.h"

#include <QComboBox>

#include "ui/panels/panel_controls.h"

namespace featurescope::ui {

TwoViewPanel::TwoViewPanel(const QString& id, const QString& title, QWidget* parent)
    : TimePanel(id, title, parent) {}

void TwoViewPanel::setViews(const View& now, const View& overTime, SnapshotPart neededNow,
                            const QString& help) {
    ids_[0] = now.id;
    ids_[1] = overTime.id;
    neededNow_ = neededNow;
    view_ = makeChooser(this, QStringLiteral("view"), tr("What is shown"), {now.text, overTime.text}, help,
                        Qt::Key_V);
    addControl(view_);
    connect(view_, &QComboBox::activated, this, [this](int index) {
        chooseView(index);
        Q_EMIT optionsChanged();
    });
}

bool TwoViewPanel::showsTime() const { return view_ && view_->currentIndex() == 1; }

PanelNeeds TwoViewPanel::needs() const {
    PanelNeeds needs{.wantsTheory = true};
    if (!showsTime()) needs.parts = needs.parts.with(neededNow_);
    return needs;
}

void TwoViewPanel::chooseView(int index) {
    view_->setCurrentIndex(index);
    redraw();
    Q_EMIT needsChanged();
}

QJsonObject TwoViewPanel::options() const {
    QJsonObject options = TimePanel::options();
    options[QStringLiteral("view")] = ids_[view_->currentIndex()];
    return options;
}

void TwoViewPanel::setOptions(const QJsonObject& options) {
    TimePanel::setOptions(options);
    const QString wanted = options.value(QStringLiteral("view")).toString();
    for (int i = 0; i < 2; ++i) {
        if (wanted == ids_[i]) chooseView(i);
    }
}

}  // namespace featurescope::ui
