#pragma once

#include <QString>
#include <QWidget>
#include <functional>
#include <vector>

#include "ui/look/look.h"

namespace featurescope::ui {

/// One entry: a glyph drawn around the origin within about 9 pixels, and its text.
struct LegendEntry {
    QString text;
    std::function<void(QPainter&)> glyph;
    double glyphWidth = 10;
};

/// A row of entries, painted as one widget; wraps onto more rows when it is too narrow.
class Legend : public QWidget {
    Q_OBJECT

  public:
    explicit Legend(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setEntries(std::vector<LegendEntry> entries);
    /// Width of all entries in one row.
    int rowWidth() const;
    int rowHeight() const;
    /// Rows needed in this width.
    int rowsIn(int width) const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    double entryWidth(const LegendEntry& entry) const;

    Look look_;
    std::vector<LegendEntry> entries_;
};

/// Glyphs that several legends use.
std::function<void(QPainter&)> lineGlyph(const QColor& color, double width);
std::function<void(QPainter&)> dashGlyph(const QColor& color);

}  // namespace featurescope::ui
