#include "ui/page/paper_pages.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QListWidget>
#include <QMap>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "ui/page/help_window.h"
#include "ui/panels/panel_table.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

QStringList allOf(const QString& pattern, const QString& text) {
    const QRegularExpression expression(
        pattern, QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    QStringList found;
    for (const QRegularExpressionMatch& match : expression.globalMatch(text)) found << match.captured(1);
    return found;
}

/// What stands under a second heading, line breaks aside.
QString sectionOf(const QString& text, const QString& heading) {
    return allOf(QStringLiteral("^## %1\\n(.*?)(?=^## |\\z)").arg(heading), text).value(0).simplified();
}

/// The fields of one entry as BibTeX reads them: a name, "=", and text in balanced braces. Empty when it is
/// malformed.
QMap<QString, QString> fieldsOf(const QString& entry) {
    static const QRegularExpression head(QStringLiteral("\\A@[a-z]+\\{[a-z0-9]+,\\n"));
    static const QRegularExpression name(QStringLiteral("\\G\\s*([A-Za-z]+)\\s*=\\s*\\{"));
    QMap<QString, QString> fields;
    qsizetype at = head.match(entry).capturedEnd();
    while (at > 0 && at < entry.size()) {
        if (entry.mid(at).trimmed() == QStringLiteral("}")) return fields;
        const QRegularExpressionMatch field = name.match(entry, at);
        if (!field.hasMatch()) return {};
        qsizetype end = field.capturedEnd();
        for (int depth = 1; depth > 0; ++end) {
            if (end == entry.size()) return {};
            depth += entry[end] == QLatin1Char('{') ? 1 : entry[end] == QLatin1Char('}') ? -1 : 0;
        }
        fields[field.captured(1)] =
            entry.mid(field.capturedEnd(), end - 1 - field.capturedEnd()).simplified();
        at = end < entry.size() && entry[end] == QLatin1Char(',') ? end + 1 : end;
    }
    return {};
}

TEST(PaperPages, NameEveryScenarioOnce) {
    QStringList named, shipped;
    for (const QString& id : paperPages()) named << scenariosOn(helpPage(id));
    for (const Scenario& scenario : scenarios()) shipped << QString::fromStdString(scenario.name);
    named.sort();
    shipped.sort();
    EXPECT_EQ(named.join(QLatin1Char('\n')), shipped.join(QLatin1Char('\n')));
}

TEST(PaperPages, CallScenariosByTheirTitlesAndPanelsByTheirs) {
    QStringList known{QStringLiteral("Compare")};
    for (const Scenario& scenario : scenarios()) known << QString::fromStdString(scenario.spec.title);
    for (const PanelKind& kind : panelKinds()) known << titleOf(kind);
    for (const QString& id : paperPages()) {
        const QString text = helpPage(id);
        for (const QString& name : scenariosOn(text)) {
            const QString title = QString::fromStdString(scenarioNamed(name.toStdString()).title);
            EXPECT_TRUE(text.contains(QStringLiteral("* `%1`, *%2*: ").arg(name, title)))
                << name.toStdString();
        }
        const QString look = sectionOf(text, QStringLiteral("What to look at"));
        for (const QString& title : allOf(QStringLiteral("(?<!\\*)\\*([^* ][^*]*)\\*(?!\\*)"), look))
            EXPECT_TRUE(known.contains(title)) << (id + title).toStdString();
    }
}

TEST(PaperPages, SpeakOfSettingsThatTheirScenariosHave) {
    int spokenOf = 0;
    for (const QString& id : paperPages()) {
        const QString text = helpPage(id);
        const QStringList names = scenariosOn(text);
        ASSERT_FALSE(names.isEmpty()) << id.toStdString();
        const ExperimentSpec spec = scenarioNamed(names.first().toStdString());
        for (const QString& word : allOf(QStringLiteral("`([a-z0-9_.-]+)`"), text)) {
            if (names.contains(word)) continue;
            ++spokenOf;
            EXPECT_NO_THROW(withSetting(spec, word.toStdString() + "=1")) << (id + word).toStdString();
        }
    }
    EXPECT_GT(spokenOf, 0);
}

TEST(PaperPages, TellThePaperInFiveSentences) {
    for (const QString& id : paperPages()) {
        const QString paper = sectionOf(helpPage(id), QStringLiteral("The paper"));
        EXPECT_EQ(allOf(QStringLiteral("([.?!])(?= |\\z)"), paper).size(), 5) << id.toStdString();
        EXPECT_FALSE(sectionOf(helpPage(id), QStringLiteral("Proved, and only measured")).isEmpty())
            << id.toStdString();
    }
}

TEST(PaperPages, HaveACitationThatBibtexReadsAndThatSaysWhatTheReferenceSays) {
    QStringList keys;
    for (const QString& id : paperPages()) {
        const QString entry = citationOn(helpPage(id));
        keys << entry.section(QLatin1Char('{'), 1).section(QLatin1Char(','), 0, 0);
        const QMap<QString, QString> fields = fieldsOf(entry);
        for (const char* name : {"author", "title", "year", "eprint", "archivePrefix", "url"})
            EXPECT_FALSE(fields.value(QString::fromLatin1(name)).isEmpty())
                << id.toStdString() << " lacks " << name;
        const QString reference =
            sectionOf(helpPage(id), QStringLiteral("Reference")).section(QStringLiteral("```"), 0, 0);
        const QString address = QStringLiteral("https://arxiv.org/abs/") + fields[QStringLiteral("eprint")];
        EXPECT_EQ(fields[QStringLiteral("url")], address) << id.toStdString();
        EXPECT_TRUE(reference.contains(
            QStringLiteral("[arXiv %1](%2)").arg(fields[QStringLiteral("eprint")], address)))
            << id.toStdString();
        EXPECT_TRUE(reference.contains(fields[QStringLiteral("year")])) << id.toStdString();
        QString title = fields[QStringLiteral("title")];
        title.remove(QLatin1Char('{')).remove(QLatin1Char('}'));
        EXPECT_TRUE(reference.contains(QStringLiteral("*%1*").arg(title))) << id.toStdString();
        for (const QString& author : fields[QStringLiteral("author")].split(QStringLiteral(" and "))) {
            const QString surname = author.section(QLatin1Char(','), 0, 0);
            EXPECT_TRUE(surname.contains(QLatin1Char('\\')) || reference.contains(surname))
                << author.toStdString();
        }
    }
    EXPECT_EQ(keys.removeDuplicates(), 0) << "an entry's key names one paper";
}

TEST(PaperPages, ACitationWithABraceLeftOpenIsNone) {
    EXPECT_EQ(fieldsOf(QStringLiteral("@misc{a2020b,\n  title = {One {two} three},\n}\n")).size(), 1);
    EXPECT_TRUE(fieldsOf(QStringLiteral("@misc{a2020b,\n  title = {One {two three},\n}\n")).isEmpty());
}

TEST(PaperPages, AreFoundByTheTitleOfAScenario) {
    EXPECT_EQ(paperPageFor("Rank two from a large start (control)"), QStringLiteral("papers/rank-two"));
    EXPECT_EQ(paperPageFor("Error and features together"),
              QStringLiteral("papers/random-feature-amplification"));
    EXPECT_TRUE(paperPageFor("My own data").isEmpty());
}

TEST(HelpWindow, CopiesTheCitationOfThePaperOnScreen) {
    HelpWindow window;
    window.setLook(Look());
    window.showPage(QStringLiteral("papers/rank-two"));
    auto* copy = window.findChild<QPushButton*>(QStringLiteral("copyCitation"));
    ASSERT_TRUE(copy->isVisible());
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&window, Qt::Key_C, Qt::AltModifier);
    // A button that is pressed by its key stays down for a moment first.
    ASSERT_TRUE(QTest::qWaitFor([] { return !QGuiApplication::clipboard()->text().isEmpty(); }, 5000));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), citationOn(helpPage(QStringLiteral("papers/rank-two"))));
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("@misc{frei2023implicit,")));
    window.showPage(QStringLiteral("loss"));
    EXPECT_FALSE(copy->isVisible());
}

TEST(HelpWindow, ListsThePapersAfterAHeadingThatIsNoPage) {
    HelpWindow window;
    window.showPage(QStringLiteral("keys"));
    auto* list = window.findChild<QListWidget*>(QStringLiteral("helpPages"));
    QTest::keyClick(list, Qt::Key_Down);
    EXPECT_EQ(window.page(), paperPages().first());
    EXPECT_EQ(list->count(), list->currentRow() + paperPages().size());
}

}  // namespace
