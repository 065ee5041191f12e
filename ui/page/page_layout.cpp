#include "ui/page/page_layout.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>
#include <algorithm>

#include "ui/panels/panel_table.h"

namespace featurescope::ui {
namespace {

CardPlace place(const char* panel, double share, QJsonObject options = {}) {
    return {QString::fromLatin1(panel), share, std::move(options)};
}

std::vector<ShippedLayout> makeShippedLayouts() {
    return {
        {"lecture",
         QT_TRANSLATE_NOOP("ShippedLayout", "Lecture"),
         QT_TRANSLATE_NOOP("ShippedLayout", "The phenomenon at a glance, in four large panels"),
         {{{17, {place("projection", 17), place("errors", 11)}},
           {11, {place("alignment-mu1", 1), place("alignment-mu2", 1)}}}}},
        {"explore",
         QT_TRANSLATE_NOOP("ShippedLayout", "Explore"),
         QT_TRANSLATE_NOOP("ShippedLayout", "Neurons, samples and curves side by side"),
         {{{12, {place("projection", 13), place("errors", 8)}},
           {10, {place("neuron-plane", 13), place("margins", 8)}},
           {8, {place("alignment-mu1", 7), place("alignment-mu2", 7), place("loss", 7)}}}}},
        {"theory",
         QT_TRANSLATE_NOOP("ShippedLayout", "Theory"),
         QT_TRANSLATE_NOOP("ShippedLayout", "What was predicted, beside what happened"),
         {{{10, {place("alignment-own", 8), place("ridge", 8), place("neuron-plane", 11)}},
           {10, {place("neuron-curves", 10), place("conditions", 13)}},
           {10, {place("errors", 8), place("spectrum", 7), place("baselines", 9)}}}}},
    };
}

}  // namespace

std::span<const ShippedLayout> shippedLayouts() {
    static const std::vector<ShippedLayout> layouts = makeShippedLayouts();
    return layouts;
}

PageLayout firstLayout() {
    // On the axis of the timeline below, along which the first scenario plays.
    const QJsonObject few{{QStringLiteral("curves"), QJsonArray{QStringLiteral("train_error_clean"),
                                                                QStringLiteral("train_error_noisy"),
                                                                QStringLiteral("test_error_clean")}},
                          {QStringLiteral("step_axis"), QStringLiteral("logarithmic")}};
    return {{{17, {place("projection", 19), place("errors", 9, few)}}, {11, {place("alignment-own", 1)}}}};
}

const ShippedLayout* shippedLayout(const QString& id) {
    const std::span<const ShippedLayout> all = shippedLayouts();
    const auto found =
        std::ranges::find_if(all, [&](const auto& one) { return id == QLatin1String(one.id); });
    return found == all.end() ? nullptr : &*found;
}

QString idOf(OpeningLayout layout) {
    const std::string_view name = nameOf(layout);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString titleOf(const ShippedLayout& layout) {
    return QCoreApplication::translate("ShippedLayout", layout.title);
}

QString useOf(const ShippedLayout& layout) {
    return QCoreApplication::translate("ShippedLayout", layout.use);
}

PageLayout presentedPart(const PageLayout& layout, int screenHeight) {
    constexpr int kRoomForThree = 1300;  // pixels; text grows with the screen
    std::vector<CardPlace> rest;
    for (std::size_t row = 0; rest.size() < 16; ++row) {
        bool isMore = false;
        // The columns before the rows: what stands at the top was put there first.
        for (const PageColumn& column : layout.columns) {
            if (row >= column.cards.size()) continue;
            isMore = true;
            rest.push_back(column.cards[row]);
        }
        if (!isMore) break;
    }
    if (rest.size() < 2) return layout;
    const CardPlace left = rest.front();
    rest.erase(rest.begin());
    // Beside what the scenario puts first: how learning goes, if that is among the others.
    auto course = std::ranges::find(rest, QStringLiteral("errors"), &CardPlace::panel);
    if (course == rest.end()) course = std::ranges::find(rest, QStringLiteral("loss"), &CardPlace::panel);
    PageColumn right{.share = 1, .cards = {}};
    const CardPlace last = course == rest.end() ? rest.back() : *course;
    if (screenHeight >= kRoomForThree && rest.front().panel != last.panel)
        right.cards.push_back(rest.front());
    right.cards.push_back(last);
    for (CardPlace& card : right.cards) card.share = 1;
    // As wide as each other: a plane needs no more than its height, a legend needs width.
    return {{PageColumn{.share = 1, .cards = {left}}, right}};
}

PageLayout foldedTo(const PageLayout& layout, std::size_t columns,
                    std::vector<std::pair<std::size_t, std::size_t>>* from) {
    struct Moved {
        CardPlace place;
        std::pair<std::size_t, std::size_t> from;
    };
    std::vector<std::vector<Moved>> stacks(std::min(columns, layout.columns.size()));
    PageLayout folded;
    for (std::size_t c = 0; c < layout.columns.size(); ++c) {
        const PageColumn& column = layout.columns[c];
        double total = 0;
        for (const CardPlace& place : column.cards) total += place.share;
        if (c < stacks.size()) folded.columns.push_back({.share = column.share, .cards = {}});
        for (std::size_t r = 0; r < column.cards.size(); ++r) {
            CardPlace place = column.cards[r];
            // Cards of different columns come to stand in one: their heights, not their shares, are alike.
            if (stacks.size() < layout.columns.size()) place.share /= total;
            auto& stack = c < stacks.size() ? stacks[c]
                                            : *std::ranges::min_element(
                                                  stacks, {}, [](const auto& one) { return one.size(); });
            stack.push_back({std::move(place), {c, r}});
        }
    }
    for (std::size_t c = 0; c < stacks.size(); ++c) {
        for (Moved& moved : stacks[c]) {
            folded.columns[c].cards.push_back(std::move(moved.place));
            if (from) from->push_back(moved.from);
        }
    }
    return folded;
}

QJsonObject jsonOf(const PageLayout& layout) {
    QJsonArray columns;
    for (const PageColumn& column : layout.columns) {
        QJsonArray cards;
        for (const CardPlace& card : column.cards) {
            QJsonObject json{{QStringLiteral("panel"), card.panel}, {QStringLiteral("share"), card.share}};
            if (!card.options.isEmpty()) json[QStringLiteral("options")] = card.options;
            cards.append(json);
        }
        columns.append(
            QJsonObject{{QStringLiteral("share"), column.share}, {QStringLiteral("cards"), cards}});
    }
    return {{QStringLiteral("columns"), columns}};
}

std::optional<PageLayout> pageLayoutFrom(const QJsonObject& json) {
    PageLayout layout;
    for (const auto& columnValue : json[QStringLiteral("columns")].toArray()) {
        const QJsonObject columnJson = columnValue.toObject();
        PageColumn column{.share = columnJson[QStringLiteral("share")].toDouble()};
        for (const auto& cardValue : columnJson[QStringLiteral("cards")].toArray()) {
            const QJsonObject card = cardValue.toObject();
            column.cards.push_back({card[QStringLiteral("panel")].toString(),
                                    card[QStringLiteral("share")].toDouble(),
                                    card[QStringLiteral("options")].toObject()});
        }
        layout.columns.push_back(std::move(column));
    }
    return knownPartOf(layout);
}

std::optional<PageLayout> knownPartOf(const PageLayout& layout) {
    PageLayout known;
    QSet<QString> seen;
    for (const PageColumn& column : layout.columns) {
        PageColumn kept{.share = column.share};
        for (const CardPlace& card : column.cards) {
            const PanelKind* const kind = panelKind(card.panel.toStdString());
            if (!kind || !(card.share > 0)) continue;
            const QString id = QString::fromLatin1(kind->id);
            if (seen.contains(id)) continue;
            seen.insert(id);
            kept.cards.push_back({id, card.share, card.options});
        }
        if (!kept.cards.empty() && column.share > 0) known.columns.push_back(std::move(kept));
    }
    if (known.columns.empty()) return std::nullopt;
    return known;
}

}  // namespace featurescope::ui
