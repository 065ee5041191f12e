#include "app/lesson_pictures.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/io/pdf_dates.h"
#include "core/lesson/lesson_run.h"
#include "ui/exporting/figure_file.h"
#include "ui/exporting/figure_view.h"
#include "ui/exporting/moment.h"
#include "ui/panels/panel_table.h"

namespace featurescope {
namespace {

QString qt(const std::string& text) { return QString::fromStdString(text); }

/// The panels of a page side by side; those that this window does not have are left out.
ui::FigureSubject subjectOf(const LessonPage& page) {
    ui::FigureSubject subject;
    QStringList names;
    for (const std::string& panel : page.show) {
        const ui::PanelKind* const kind = ui::panelKind(panel);
        if (!kind) continue;
        ui::CardPlace card{.panel = QString::fromLatin1(kind->id)};
        for (const auto& [name, options] : page.options)
            if (name == panel)
                card.options = QJsonDocument::fromJson(QByteArray::fromStdString(options)).object();
        names << card.panel;
        subject.layout.columns.push_back({.cards = {card}});
    }
    subject.name = names.join(QLatin1Char(','));
    return subject;
}

/// A page drawn for one of its runs.
struct DrawnPage {
    std::size_t page = 0;
    const std::string& run;
    const ui::FigureSubject& subject;
    const ui::Figure& figure;
    const Snapshot& snapshot;
};

/// Draws every page for each of its runs; run by run, so that each is trained once.
void drawLesson(const Lesson& lesson, const LessonRehearsal& rehearsal, const ui::FigureFormat& format,
                const LearnerOptions& learner, const std::stop_token& stop,
                const std::function<void(const DrawnPage&)>& draw) {
    for (const LessonRun& run : lesson.runs) {
        std::multimap<std::int64_t, std::size_t> pages;  // by the step on which they end
        for (std::size_t i = 0; i < lesson.pages.size(); ++i)
            if (lesson.pages[i].run == run.name || lesson.pages[i].beside == run.name)
                pages.emplace(rehearsal.pageEnds[i], i);
        if (pages.empty()) continue;
        StagedRun staged(run.spec, learner, nullptr, stop);
        ui::MomentMaker maker(staged, nullptr);
        for (const auto& [step, page] : pages) {
            const ui::FigureSubject subject = subjectOf(lesson.pages[page]);
            if (subject.layout.columns.empty()) continue;
            staged.advanceTo(step);
            ui::Figure figure(subject, format);
            const ui::PanelContent content = ui::showMoment(maker, figure, stop);
            draw({page, run.name, subject, figure, *content.snapshot});
        }
    }
}

LessonRehearsal rehearsed(const Lesson& lesson, const LearnerOptions& learner, const std::stop_token& stop) {
    LessonRehearsal rehearsal = rehearse(lesson, learner, stop);
    requireReached(lesson, rehearsal);
    return rehearsal;
}

/// "02-amplify", of letters that every file system takes.
std::string fileName(const Lesson& lesson, std::size_t page, const std::string& run) {
    std::string name = numberText(static_cast<std::int64_t>(page + 1)) + "-" + lesson.pages[page].id;
    if (page + 1 < 10) name.insert(0, "0");
    if (!lesson.pages[page].beside.empty()) name += "-" + run;
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '_'; }, '_');
    return name.substr(0, 100);
}

/// Writes the texts and pictures of one page of a lesson into half a sheet.
class SheetHalf {
  public:
    SheetHalf(QPainter& painter, const QRect& place) : painter_(painter), place_(place) {}

    void write(const std::string& text, double points, bool isBold = false) {
        if (text.empty()) return;
        QFont font = painter_.font();
        font.setPointSizeF(points);
        font.setBold(isBold);
        painter_.setFont(font);
        QRect used;
        painter_.drawText(place_, Qt::TextWordWrap, qt(text), &used);
        place_.setTop(used.bottom() + painter_.fontMetrics().height() / 3);
    }
    /// Side by side, as large as leaves `below` for what comes after.
    void draw(const std::vector<QImage>& pictures, int below) {
        if (pictures.empty()) return;
        const int width = place_.width() / static_cast<int>(pictures.size());
        const QSize size =
            pictures.front().size().scaled(width, std::max(1, place_.height() - below), Qt::KeepAspectRatio);
        for (std::size_t i = 0; i < pictures.size(); ++i)
            painter_.drawImage(QRect(place_.topLeft() + QPoint(static_cast<int>(i) * width, 0), size),
                               pictures[i]);
        place_.setTop(place_.top() + size.height() + painter_.fontMetrics().height() / 3);
    }

  private:
    QPainter& painter_;
    QRect place_;
};

std::string choicesText(const std::function<std::string(const std::string&)>& filled, const Question& ask) {
    std::string text;
    for (std::size_t i = 0; i < ask.choices.size(); ++i)
        text += (text.empty() ? "" : "     ") + std::string(1, static_cast<char>('A' + i)) + "  " +
                filled(ask.choices[i]);
    return text;
}

void writePage(SheetHalf& half, const Lesson& lesson, const LessonRehearsal& rehearsal, std::size_t number,
               const std::vector<QImage>& pictures, bool notes, int unit) {
    const LessonPage& page = lesson.pages[number];
    const auto value = [&](const std::string& run, std::int64_t step, Observable metric) {
        return rehearsal.value(run, step, metric);
    };
    const auto atStart = [&](const std::string& text) {
        return filledText(lesson, page, text, page.firstStep(), value);
    };
    const auto atEnd = [&](const std::string& text) {
        return filledText(lesson, page, text, rehearsal.pageEnds[number], value);
    };
    half.write(numberText(static_cast<std::int64_t>(number + 1)) + " \u00b7 " + page.id, 12, true);
    if (page.ask) {
        half.write(atStart(page.ask->text), 10);
        half.write(choicesText(atStart, *page.ask), 10);
    }
    half.draw(pictures, (notes ? 8 : 4) * unit);
    half.write(atEnd(page.caption), 10.5);
    if (!notes) return;
    if (page.ask && !page.ask->choices.empty())
        half.write("Answer: " + std::string(1, static_cast<char>('A' + page.ask->answer)), 9, true);
    half.write(atEnd(page.notes), 9);
}

}  // namespace

void writeLessonFolder(const Lesson& lesson, const std::string& folder, ui::FigureFormat format,
                       const LearnerOptions& learner, const std::stop_token& stop) {
    std::filesystem::create_directories(folder);
    const LessonRehearsal rehearsal = rehearsed(lesson, learner, stop);
    drawLesson(lesson, rehearsal, format, learner, stop, [&](const DrawnPage& drawn) {
        std::optional<Recipe> recipe;
        if (format.carriesRecipe)
            recipe = ui::recipeOf(drawn.snapshot, ui::viewOf(drawn.subject, format, drawn.snapshot));
        const std::filesystem::path path =
            std::filesystem::path(folder) / (fileName(lesson, drawn.page, drawn.run) + ".png");
        ui::writePicture({ui::drawn(drawn.figure, PictureFormat::png, recipe), qt(path.string())});
    });
}

void writeLessonPdf(const Lesson& lesson, const std::string& path, const PaperOptions& paper,
                    const LearnerOptions& learner, const std::stop_token& stop) {
    const LessonRehearsal rehearsal = rehearsed(lesson, learner, stop);
    std::map<std::size_t, std::map<std::string, QImage>> pictures;
    const ui::FigureFormat format{.unit = ui::FigureUnit::millimetres, .size = QSizeF(180, 85), .dpi = 220};
    const ui::FigureFormat narrow{.unit = ui::FigureUnit::millimetres, .size = QSizeF(95, 85), .dpi = 220};
    for (const ui::FigureFormat& size : {format, narrow}) {
        drawLesson(lesson, rehearsal, size, learner, stop, [&](const DrawnPage& drawn) {
            const bool isNarrow =
                !lesson.pages[drawn.page].beside.empty() || drawn.subject.layout.columns.size() == 1;
            if (isNarrow == (size == narrow)) pictures[drawn.page][drawn.run] = drawn.figure.image();
        });
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(qt(lesson.title));
    writer.setResolution(300);
    writer.setPageSize(QPageSize(paper.isLetter ? QPageSize::Letter : QPageSize::A4));
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
    QPainter painter(&writer);
    const QRect sheet(0, 0, writer.width(), writer.height());
    const int unit = writer.resolution() / 6;  // a line of text
    for (std::size_t i = 0; i < lesson.pages.size(); ++i) {
        if (i > 0 && i % 2 == 0) writer.newPage();
        const int top = i % 2 == 0 ? (i == 0 ? 2 * unit : 0) : sheet.height() / 2 + unit;
        if (i == 0) SheetHalf(painter, sheet).write(lesson.title, 15, true);
        SheetHalf half(painter,
                       QRect(0, top, sheet.width(), sheet.height() / 2 - unit - (i == 0 ? 2 * unit : 0)));
        std::vector<QImage> images;
        // That of the page's own run first.
        for (const std::string* run : {&lesson.pages[i].run, &lesson.pages[i].beside})
            if (pictures[i].contains(*run)) images.push_back(pictures[i][*run]);
        writePage(half, lesson, rehearsal, i, images, paper.notes, unit);
    }
    if (paper.notes && !lesson.notes.empty()) {
        writer.newPage();
        SheetHalf(painter, sheet).write(lesson.notes, 11);
    }
    painter.end();
    // The same lesson gives the same bytes at any time.
    writeFileAtomically(path, pdfWithFixedDates(buffer.data().toStdString(), path));
}

}  // namespace featurescope
