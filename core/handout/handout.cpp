#include "core/handout/handout.h"

#include <algorithm>

#include "core/base/number_text.h"
#include "core/handout/handout_data.h"
#include "core/handout/svg_chart.h"
#include "core/io/xml_text.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

std::string count(std::size_t number) { return numberText(static_cast<std::int64_t>(number)); }

std::string embedded(std::string_view name) {
    const auto found = std::ranges::find(embeddedHandout(), name, &EmbeddedHandout::name);
    return std::string(found->text);
}

/// Text with its empty lines as paragraphs.
std::string paragraphs(const std::string& text) {
    std::string html;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find("\n\n", from), text.size());
        html += "<p>" + xmlEscaped(text.substr(from, end - from)) + "</p>";
        from = end + 2;
    }
    return html;
}

std::string swatch(const LegendEntry& entry) {
    std::string shape = "M2 2h20v8H2z";
    if (entry.style.starts_with("curve") || entry.style == "start") shape = "M1 6H23";
    if (entry.style.starts_with("neurons")) shape = "M12 6h0";
    if (entry.style.starts_with("hollow")) shape = "M8 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0";
    return "<li><svg class=\"swatch\" viewBox=\"0 0 24 12\" aria-hidden=\"true\"><path class=\"" +
           entry.style + "\" d=\"" + shape + "\"/></svg>" + xmlEscaped(entry.words) + "</li>";
}

/// Whether anything on the page changes with the step.
bool moves(const LessonPage& page) {
    const auto isHidden = [&](const char* layer) {
        return std::ranges::find(page.hide, layer) != page.hide.end();
    };
    const bool isStill =
        page.show == std::vector<std::string>{"projection"} && isHidden("field") && isHidden("boundary");
    return !isStill;
}

/// The HTML of one handout.
class Writer {
  public:
    Writer(const HandoutContent& content, const HandoutOptions& options)
        : content_(content), lesson_(*content.lesson), options_(options) {}

    std::string document() const {
        std::string html =
            "<!DOCTYPE html>\n<html lang=\"" + xmlEscaped(lesson_.language) +
            "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n"
            // The page asks nobody for anything, and a browser sees to it.
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'unsafe-inline'; "
            "script-src 'unsafe-inline'; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n<title>" +
            xmlEscaped(lesson_.title) + "</title>\n<style>\n" + embedded("style") +
            "</style>\n</head>\n<body>\n";
        html += "<header><h1>" + xmlEscaped(lesson_.title) + "</h1></header>\n<main>\n" + shared();
        for (std::size_t i = 0; i < content_.pages.size(); ++i) html += page(i);
        html += "</main>\n" + recipe();
        html += "<script type=\"application/json\" id=\"data\">" + handoutData(content_) +
                "</script>\n<script>\n" + embedded("player") + "</script>\n</body>\n</html>\n";
        return html;
    }

  private:
    std::string shared() const {
        std::string shapes;
        for (std::size_t i = 0; i < content_.runs.size(); ++i) shapes += sharedShapes(content_.runs[i], i);
        return "<svg class=\"shared\" aria-hidden=\"true\"><defs><clipPath id=\"plane\"><rect x=\"8\" "
               "y=\"8\" width=\"304\" "
               "height=\"304\"/></clipPath>" +
               shapes + "</defs></svg>\n";
    }

    std::string page(std::size_t number) const {
        const HandoutPage& shown = content_.pages[number];
        const LessonPage& page = *shown.page;
        std::string html = "<section class=\"page\" id=\"page-" + count(number + 1) +
                           "\" aria-labelledby=\"title-" + count(number + 1) + "\">\n";
        const bool isAlone = content_.pages.size() == 1;
        html += "<h2 id=\"title-" + count(number + 1) + "\">" +
                (isAlone ? std::string("The run") : count(number + 1) + " \u00b7 " + xmlEscaped(page.id)) +
                "</h2>\n";
        if (page.ask) html += question(shown);
        html += "<div class=\"charts n" + count(page.show.size() * shown.runs.size()) + "\">\n";
        for (const std::string& panel : page.show)
            for (const std::size_t run : shown.runs) html += figure(shown, panel, run);
        html += "</div>\n<p class=\"caption\">" + caption(shown) + "</p>\n" + timeline(shown);
        if (options_.forTeacher && !page.notes.empty())
            html += "<aside class=\"notes\"><h3>Notes</h3>" +
                    paragraphs(content_.filled(page, page.notes, shown.end)) + "</aside>\n";
        return html + "</section>\n";
    }

    std::string question(const HandoutPage& shown) const {
        const Question& ask = *shown.page->ask;
        const auto text = [&](const std::string& words) {
            return xmlEscaped(content_.filled(*shown.page, words, shown.start));
        };
        std::string html =
            "<div class=\"ask\"><h3>Before you look</h3><p>" +
            (ask.text.empty() ? std::string("Draw on paper what you expect, before you move the timeline.")
                              : text(ask.text)) +
            "</p>";
        if (ask.choices.empty()) return html + "</div>\n";
        html += "<ol type=\"A\">";
        for (const std::string& choice : ask.choices) html += "<li>" + text(choice) + "</li>";
        return html + "</ol><details><summary>Answer</summary><p>" +
               std::string(1, static_cast<char>('A' + ask.answer)) + ": " + text(ask.choices[ask.answer]) +
               "</p></details></div>\n";
    }

    std::string figure(const HandoutPage& shown, const std::string& panel, std::size_t place) const {
        const HandoutRun& run = content_.runs[place];
        const Chart chart = chartOf(run, {.panel = panel,
                                          .step = shown.end,
                                          .hide = shown.page->hide,
                                          .emphasise = shown.page->emphasise,
                                          .band = wantsBand(*shown.page),
                                          .run = place});
        const bool isFaded =
            std::ranges::find(shown.page->emphasise, "corrupted") != shown.page->emphasise.end();
        std::string html = "<figure data-panel=\"" + xmlEscaped(panel) + "\" data-run=\"" + count(place) +
                           "\"" + (isFaded ? " class=\"faded\"" : "") + "><figcaption><strong>" +
                           xmlEscaped(chart.title) + "</strong> " +
                           (shown.runs.size() > 1 ? "run " + xmlEscaped(run.name) + ", " : std::string()) +
                           "<span class=\"at\">step " + numberText(shown.end) + "</span></figcaption>";
        if (chart.svg.empty())
            return html + "<p class=\"elsewhere\">This panel is in the window: <code>" +
                   xmlEscaped(run.command) + "</code></p></figure>\n";
        html += chart.svg + "<ul class=\"legend\">";
        for (const LegendEntry& entry : chart.legend) html += swatch(entry);
        return html + "</ul><p class=\"readout\">&#160;</p></figure>\n";
    }

    /// With its numbers at the end of the page, where the script can change them.
    std::string caption(const HandoutPage& shown) const {
        std::string html;
        for (const CaptionPart& part : captionParts(shown.page->caption, lesson_, shown.page->run)) {
            if (const auto* words = std::get_if<std::string>(&part)) {
                html += xmlEscaped(*words);
                continue;
            }
            const auto& number = std::get<CaptionNumber>(part);
            const std::string& run = number.run.empty() ? shown.page->run : number.run;
            if (!number.observable) {
                html += xmlEscaped(settingText(lesson_.run(run)->spec, number.setting, number.style));
                continue;
            }
            const std::string text = styledNumber(
                content_.valueAt(run, number.step.value_or(shown.end), *number.observable), number.style);
            html += changesWithStep(number) ? "<span class=\"number\">" + text + "</span>" : text;
        }
        return html;
    }

    /// For the script; without it there is nothing to move.
    std::string timeline(const HandoutPage& shown) const {
        if (shown.steps.size() < 2 || !moves(*shown.page)) return {};
        return "<div class=\"timeline\" hidden><button type=\"button\">Play</button><input type=\"range\" "
               "min=\"0\" max=\"" +
               count(shown.steps.size() - 1) +
               "\" value=\"0\" step=\"1\" aria-label=\"Step of the run\"><output></output></div>\n";
    }

    std::string recipe() const {
        std::string html = "<footer><h2>Make it again</h2>\n";
        if (options_.forTeacher && !lesson_.notes.empty())
            html += "<aside class=\"notes\">" + paragraphs(lesson_.notes) + "</aside>\n";
        html += "<p>Every picture is drawn from numbers of a run that Featurescope " +
                xmlEscaped(options_.programVersion) + " repeats to the bit:</p>\n";
        for (const HandoutRun& run : content_.runs) {
            html += "<p>Run <strong>" + xmlEscaped(run.name) + "</strong>: <code>" + xmlEscaped(run.command) +
                    "</code></p><p class=\"hash\">weights sha256 at step " +
                    numberText(run.frames.back().step) + ": <code>" + run.weightsSha256 +
                    "</code></p><details><summary>Its complete spec</summary><pre>" +
                    xmlEscaped(specToJson(run.spec)) + "</pre></details>\n";
        }
        return html + "</footer>\n";
    }

    const HandoutContent& content_;
    const Lesson& lesson_;
    const HandoutOptions& options_;
};

/// Text whose braces are braces.
std::string withoutNumbers(const std::string& text) {
    std::string plain;
    for (const char c : text) plain += c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
    return plain;
}

}  // namespace

std::string handoutOf(const Lesson& lesson, const HandoutOptions& options, const LearnerOptions& learner,
                      const std::stop_token& stop) {
    const HandoutContent content = recordLesson(lesson, learner, stop);
    return Writer(content, options).document();
}

Lesson lessonOfRun(LessonRun run, std::int64_t step) {
    Lesson lesson;
    lesson.title = run.spec.title.empty() ? run.name : run.spec.title;
    lesson.language = "en";
    LessonPage page;
    page.id = page.run = run.name;
    page.moment = PagePlay{.from = 0, .to = step, .seconds = 12, .time = PlayTime::logarithmic};
    page.show = {"projection", "errors"};
    if (!traitsOf(run.spec.data).directions.empty()) page.show.insert(page.show.begin() + 1, "alignment-mu1");
    page.caption = withoutNumbers(run.spec.watch);
    lesson.runs.push_back(std::move(run));
    lesson.pages.push_back(std::move(page));
    return lesson;
}

}  // namespace featurescope
