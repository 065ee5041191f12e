#include "ui/exporting/figure_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

QString words(const char* source) { return QCoreApplication::translate("FigureText", source); }

using Sign = std::pair<char16_t, const char*>;

/// Signs of our texts that LaTeX has its own words for.
constexpr std::array<Sign, 39> kSigns{{{u'μ', "$\\mu$"},
                                       {u'α', "$\\alpha$"},
                                       {u'η', "$\\eta$"},
                                       {u'σ', "$\\sigma$"},
                                       {u'δ', "$\\delta$"},
                                       {u'ω', "$\\omega$"},
                                       {u'θ', "$\\theta$"},
                                       {u'λ', "$\\lambda$"},
                                       {u'ν', "$\\nu$"},
                                       {u'Φ', "$\\Phi$"},
                                       {u'₀', "$_0$"},
                                       {u'₁', "$_1$"},
                                       {u'₂', "$_2$"},
                                       {u'₃', "$_3$"},
                                       {u'ⱼ', "$_j$"},
                                       {u'ᵢ', "$_i$"},
                                       {u'²', "$^2$"},
                                       {u'⁻', "$^-$"},
                                       {u'√', "$\\surd$"},
                                       {u'≥', "$\\ge$"},
                                       {u'≤', "$\\le$"},
                                       {u'×', "$\\times$"},
                                       {u'·', "$\\cdot$"},
                                       {u'−', "$-$"},
                                       {u'⟨', "$\\langle$"},
                                       {u'⟩', "$\\rangle$"},
                                       {u'‖', "$\\|$"},
                                       {u'→', "$\\to$"},
                                       {u'∞', "$\\infty$"},
                                       {u'–', "--"},
                                       {u'%', "\\%"},
                                       {u'&', "\\&"},
                                       {u'#', "\\#"},
                                       {u'_', "\\_"},
                                       {u'{', "\\{"},
                                       {u'}', "\\}"},
                                       {u'$', "\\$"},
                                       {u'~', "\\textasciitilde{}"},
                                       {u'\\', "\\textbackslash{}"}}};

}  // namespace

QString momentText(const Snapshot& snapshot) {
    const DataTraits data = traitsOf(snapshot.spec.data);
    return words(QT_TRANSLATE_NOOP("FigureText", "step %1 · d %2 n %3 m %4"))
        .arg(countLabel(snapshot.step), countLabel(data.dimension), countLabel(data.trainSamples),
             countLabel(snapshot.spec.network.neurons));
}

QString experimentText(const Snapshot& snapshot) {
    const QString title = QString::fromStdString(snapshot.spec.title);
    const QString step = words(QT_TRANSLATE_NOOP("FigureText", "step %1")).arg(countLabel(snapshot.step));
    return title.isEmpty() ? step : title + QStringLiteral(", ") + step;
}

QString latexText(const QString& plain) {
    QString result;
    bool wasFormula = false;
    for (const QChar letter : plain) {
        const auto known = std::ranges::find(kSigns, letter.unicode(), &Sign::first);
        QString set = known == kSigns.end() ? QString(letter) : QString::fromLatin1(known->second);
        const bool isFormula = set.size() > 1 && set.startsWith(QLatin1Char('$'));
        if (isFormula && wasFormula) {
            // Formulas that touch each other are one.
            result.chop(1);
            set.remove(0, 1);
        }
        result += set;
        wasFormula = isFormula;
    }
    return result;
}

}  // namespace featurescope::ui
