#pragma once

#include <QString>
#include <QStringList>
#include <string_view>

namespace featurescope::ui {

/// Ids of the help pages about the papers that scenarios show, by heading; the folder resources/help/papers
/// is the list.
QStringList paperPages();

/// What the heading of a page in Markdown says.
QString headingOf(const QString& text);

/// Names of the scenarios that a page says what to look at in; each stands on one page.
QStringList scenariosOn(const QString& text);

/// The BibTeX entry of a page; empty when there is none.
QString citationOn(const QString& text);

/// Id of the page about the paper that the shipped scenario of this title shows; empty for other titles.
QString paperPageFor(std::string_view title);

}  // namespace featurescope::ui
