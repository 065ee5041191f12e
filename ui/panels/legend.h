#pragma once

#include <QRectF>
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
    QString meaning{};      ///< one sentence, shown to whoever points at it
    bool isHidden = false;  ///< what it names is not drawn just now
};

/// A row of entries, painted as one widget; wraps onto more rows when it is too narrow. An entry explains
/// itself when it is pointed at, and says when it is clicked.
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
    /// In one row, whatever its width: "…" stands for those that have no room, and names them when it is
    /// pointed at.
    void setFolded(bool folded);

  Q_SIGNALS:
    void clicked(const QString& text);
    void doubleClicked(const QString& text);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

  private:
    const LegendEntry* entryAt(const QPointF& pixel) const;
    /// Calls visit(entry, place) for each.
    void visitPlaces(const std::function<void(const LegendEntry&, const QRectF&)>& visit) const;
    double entryWidth(const LegendEntry& entry) const;
    /// How many entries have room while it is folded.
    std::size_t shownWhenFolded() const;
    QString restText() const;

    Look look_;
    std::vector<LegendEntry> entries_;
    bool isFolded_ = false;
};

/// Glyphs that several legends use.
std::function<void(QPainter&)> lineGlyph(const QColor& color, double width);
std::function<void(QPainter&)> dashGlyph(const QColor& color);

}  // namespace featurescope::ui
