#pragma once

#include <QFrame>
#include <QJsonObject>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/run/view_request.h"
#include "ui/look/look.h"
#include "ui/view_models/panel_content.h"

class QLabel;

namespace featurescope::ui {

class Legend;
class PlotView;
struct LegendEntry;

/// What a panel needs to be in snapshots.
struct PanelNeeds {
    PartSet parts{};
    std::optional<PlaneChoice> plane{};    ///< set by panels that draw the input space
    std::optional<PlaneRectangle> area{};  ///< the part of that plane whose field is drawn
    FieldMode mode = FieldMode::slice;
    bool wantsBand = false;
    bool wantsTheory = false, wantsBaselines = false;
};

/// One aspect of a run: title, legend and controls above a plot.
class Panel : public QFrame {
    Q_OBJECT

  public:
    /// Draws this moment. Called in the window's thread, at most once per frame.
    virtual void showContent(const PanelContent& content) = 0;
    /// Changes colours and sizes; the last content shown stays.
    virtual void setLook(const Look& look);
    /// What snapshots must hold for this panel, beside what they always hold.
    virtual PanelNeeds needs() const { return {}; }
    /// How the user has set this panel (which plane, which axis); put back by setOptions.
    virtual QJsonObject options() const { return {}; }
    /// Takes over what it knows of `options` and leaves the rest as it is.
    virtual void setOptions(const QJsonObject& options) { Q_UNUSED(options) }
    /// What a screen reader says about the picture, made from the last content shown: "50 positive neurons,
    /// median cosine 0.93." Asked for at most once a second. By default what describe() was told last.
    virtual QString summary() const { return description_; }
    /// The columns of metrics.csv that can be read off what was drawn last.
    virtual std::vector<Observable> columns() const { return {}; }
    /// Hands summary() to assistive technology.
    void refreshSummary();
    /// Without frame and title, because the card around it has them.
    void setBare(bool bare);
    /// For pictures, in which nothing can be pressed.
    void hideControls();
    /// The top of a bare panel that belongs to the heading of its card: its height, and the part of it that
    /// controls may stand in; an empty part gives them a row of their own below.
    void setHeading(int height, const QRect& forControls);
    /// Width of all controls that are shown, in one row; 0 without.
    int controlsWidth() const;
    /// The lowest that a bare panel may be under a heading of this height: its legend in one row, and a plot
    /// of at least kLeastPlot pixels and kLeastPlotLines lines of text.
    int leastHeight(int heading) const;
    static constexpr int kLeastPlot = 100, kLeastPlotLines = 8;
    QString title() const { return titleText_; }
    /// "(a)", before the title; empty for none.
    void setLetter(const QString& letter);
    /// One line that says how the picture is made just now (which plane, what is held fixed); the card shows
    /// it in place of the explanation of the kind. Empty for none.
    const QString& caption() const { return caption_; }
    /// Milliseconds that painting its plots took at most since the last call.
    double takePaintTime();
    /// The largest value that its axis of counts has room for, when panels beside it may have the same; 0
    /// when there is none.
    virtual double ownRange() const { return 0; }
    /// The axis has room for this much at least, from the next or the present content on; 0 for its own.
    virtual void setLeastRange(double range) { Q_UNUSED(range) }
    /// What is drawn as a table of numbers (CSV with a heading); empty when there is nothing.
    virtual QString numbers() const { return {}; }
    /// Where the data are drawn, in the coordinates of the panel.
    QRect plotRectInPanel() const;

  Q_SIGNALS:
    /// needs() has changed.
    void needsChanged();
    /// options() has changed by the user's hand.
    void optionsChanged();
    /// title(), caption(), controlsWidth() or roomAbovePlot() has changed.
    void headingChanged();
    /// The user has picked something out in this panel.
    void selectionWanted(const Selection& selection);
    /// The user has pointed at a moment on a time axis of this panel.
    void stepWanted(std::int64_t step);

  protected:
    Panel(const QString& id, const QString& title, QWidget* parent);
    void setTitle(const QString& title);
    void setCaption(const QString& caption);
    /// What summary() gives when it is not overridden.
    void describe(const QString& text);
    void resizeEvent(QResizeEvent* event) override;

    const Look& look() const { return look_; }
    PlotView& plot() { return *plot_; }
    const PlotView& plot() const { return *plot_; }
    Legend& legend() { return *legend_; }
    /// Pixels between legend and plot that a panel needs just now, beside the gap; headingChanged says when
    /// they have changed.
    virtual int roomAbovePlot() const { return 0; }
    /// Gives the plot its place below title and legend; a panel with more than one plot shares the room out.
    virtual void placePlot(const QRect& room);
    /// False once hideControls() was called.
    bool showsControls() const { return showsControls_; }
    /// Shows a small control (a button, a chooser) at the right end of the title's row; becomes its parent.
    void addControl(QWidget* control);
    /// Puts title and legend side by side, or below each other when the card is narrow.
    void layoutCard();
    /// What the legend says; laid out anew only when a text or the look has changed.
    void showLegend(std::vector<LegendEntry> entries);

  private:
    int leastPlotHeight() const;
    /// Height of the axis texts around a plot.
    int axisHeight() const;
    void placeParts();
    void showTitle();
    /// Gives the upper edge of what is below it.
    int placeLegend(const QRect& row, int bottom);
    void announceControls();
    /// Gives the left end of what it has placed.
    int placeControls(int right, int top, int rowHeight);

    Look look_;
    QLabel* title_;
    Legend* legend_;
    PlotView* plot_;
    std::vector<QWidget*> controls_;  // in their order on screen
    QString titleText_, letter_, caption_, description_;
    std::optional<QStringList> legendTexts_;  // that showLegend() has laid out in this look
    bool bare_ = false, showsControls_ = true;
    bool isLayingOut_ = false, isOutdated_ = false;
    int headingHeight_ = 0, announcedWidth_ = 0;
    QRect headingForControls_;
};

}  // namespace featurescope::ui
