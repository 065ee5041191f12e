#pragma once

#include <QFontMetricsF>
#include <QString>
#include <QStringList>
#include <string_view>
#include <vector>

#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// A state shown by a shape, never by colour alone.
enum class Lamp {
    none,    ///< no lamp
    notYet,  ///< an empty ring
    holds,   ///< a filled disc with a tick
    fails,   ///< a square with a cross
    open,    ///< a ring with a dash: it cannot be said
};

/// One line of a table. The first cell stands at the left, the others at the right of their columns.
struct TableRow {
    std::vector<QString> cells;
    Lamp lamp = Lamp::none;  ///< before the first cell
    bool strong = false;     ///< in the text's full colour and weight
    QString meaning = {};    ///< how its numbers come about, said when it is pointed at
    bool operator==(const TableRow&) const = default;
};

/// Lines that belong together, with a heading above and a remark below.
struct TableSection {
    QString heading;
    std::vector<TableRow> rows;
    QString remark;  ///< wrapped; may be empty
    bool operator==(const TableSection&) const = default;
};

/// A name or statement of the core as it is drawn.
QString fromCore(std::string_view text);

/// A text broken at spaces so that every line fits the room, into at most three lines; the last may be cut.
QStringList brokenAtSpaces(QString text, double room, const QFontMetricsF& metrics);

/// The text of sections as a screen reader says it, one sentence per row.
QString spokenText(const std::vector<TableSection>& sections);

/// Draws sections below each other, in as many columns as are needed and fit.
class TableLayer : public PlotLayer {
  public:
    explicit TableLayer(PlotView& view) : PlotLayer(view, layer_order::kOverGrid, kPlotBleed) {}
    /// @param more  said in the corner when there is no room for everything
    /// @return whether anything is to be drawn anew; texts are slow to draw
    bool setSections(std::vector<TableSection> sections, const QString& more);
    const std::vector<TableSection>& sections() const { return sections_; }
    /// The meaning of the row at this pixel of the view; empty when there is no row or nothing to say.
    QString meaningAt(const QPointF& pixel) const;

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    struct Place {
        std::size_t section = 0;
        QRectF rect;
    };
    /// The look that texts have in this room: in a figure as small as makes all of them fit.
    Look lookIn(const QRectF& room) const;
    std::vector<Place> placed(const QRectF& room, const Look& look) const;
    bool fits(const QRectF& room, const Look& look) const;
    void drawSection(QPainter& painter, const Look& look, const TableSection& section, const QRectF& place,
                     double lowest) const;
    void drawRow(QPainter& painter, const TableRow& row, const QRectF& place,
                 const std::vector<double>& widths, double indent, double room, const Look& look) const;

    QString more_;
    std::vector<TableSection> sections_;
};

}  // namespace featurescope::ui
