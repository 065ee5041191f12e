#pragma once

#include <QJsonObject>
#include <QString>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/spec/scenario_opening.h"

namespace featurescope::ui {

/// Where a panel stands in its column.
struct CardPlace {
    QString panel;          ///< id of its kind
    double share = 1;       ///< of the column's height, in proportion to its neighbours; pixels will do
    QJsonObject options{};  ///< see Panel::setOptions
    bool operator==(const CardPlace&) const = default;
};

/// Cards below each other.
struct PageColumn {
    double share = 1;  ///< of the page's width
    std::vector<CardPlace> cards{};
    bool operator==(const PageColumn&) const = default;
};

/// Which panels a page shows and where; every kind at most once.
struct PageLayout {
    std::vector<PageColumn> columns{};
    bool operator==(const PageLayout&) const = default;
};

/// A layout that comes with the program.
struct ShippedLayout {
    const char* id;
    const char* title;  ///< QT_TRANSLATE_NOOP("ShippedLayout", ...)
    const char* use;    ///< likewise, one line
    PageLayout layout;
};

/// *Lecture*, *Explore*, *Theory*; the first is what a new user sees.
std::span<const ShippedLayout> shippedLayouts();
/// Two cards and a strip with three curves, for whoever has never seen the program.
PageLayout firstLayout();
/// The one with this id; null when there is none.
const ShippedLayout* shippedLayout(const QString& id);
/// The id of a layout that scenario files name.
QString idOf(OpeningLayout layout);
QString titleOf(const ShippedLayout& layout);
QString useOf(const ShippedLayout& layout);

/// What an audience sees of a page on a screen of this height: one card at the left and one or two beside it,
/// the errors or else the loss among them, so that each picture is large.
PageLayout presentedPart(const PageLayout& layout, int screenHeight);

/// A layout in at most so many columns, >= 1: the cards of the others stand below those of the first, each in
/// the column that has fewest. `from`, if given, gets the column and row that each card had, in the order of
/// the result.
PageLayout foldedTo(const PageLayout& layout, std::size_t columns,
                    std::vector<std::pair<std::size_t, std::size_t>>* from = nullptr);

/// A layout as it is kept in settings and sessions.
QJsonObject jsonOf(const PageLayout& layout);
/// Takes what it knows: unknown and repeated panels, empty columns and shares that are not positive are left
/// out. Nothing when no card is left.
std::optional<PageLayout> pageLayoutFrom(const QJsonObject& json);
/// The same for a layout that is a value already.
std::optional<PageLayout> knownPartOf(const PageLayout& layout);

}  // namespace featurescope::ui
