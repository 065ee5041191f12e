#include "ui/page/paper_pages.h"

#include <QDir>
#include <QRegularExpression>
#include <algorithm>

#include "core/spec/scenario_table.h"
#include "ui/page/help_window.h"

namespace featurescope::ui {

QStringList paperPages() {
    QStringList ids;
    for (const QString& file : QDir(QStringLiteral(":/help/papers")).entryList({QStringLiteral("*.md")}))
        ids << QStringLiteral("papers/") + file.chopped(3);
    std::ranges::sort(ids, {}, [](const QString& id) { return headingOf(helpPage(id)); });
    return ids;
}

QString headingOf(const QString& text) {
    static const QRegularExpression heading(QStringLiteral("\\A# (.+)"));
    return heading.match(text).captured(1);
}

QStringList scenariosOn(const QString& text) {
    static const QRegularExpression item(QStringLiteral("^\\* `([^`]+)`, \\*"),
                                         QRegularExpression::MultilineOption);
    QStringList names;
    for (const QRegularExpressionMatch& match : item.globalMatch(text)) names << match.captured(1);
    return names;
}

QString citationOn(const QString& text) {
    static const QRegularExpression block(
        QStringLiteral("^```bibtex\\n(.*?)^```"),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    return block.match(text).captured(1);
}

QString paperPageFor(std::string_view title) {
    const auto named = std::ranges::find(
        scenarios(), title, [](const Scenario& scenario) { return std::string_view(scenario.spec.title); });
    if (named == scenarios().end()) return {};
    const QStringList pages = paperPages();
    const auto page = std::ranges::find_if(pages, [&](const QString& id) {
        return scenariosOn(helpPage(id)).contains(QString::fromStdString(named->name));
    });
    return page == pages.end() ? QString() : *page;
}

}  // namespace featurescope::ui
