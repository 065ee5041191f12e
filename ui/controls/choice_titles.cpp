#include "ui/controls/choice_titles.h"

#include <QCoreApplication>
#include <algorithm>

namespace featurescope::ui {
namespace {

struct Title {
    std::string_view name;
    const char* title;
};

constexpr Title kTitles[] = {
    {"xor-clusters", QT_TRANSLATE_NOOP("Choice", "XOR clusters")},
    {"gaussian", QT_TRANSLATE_NOOP("Choice", "Gaussian")},
    {"laplace", QT_TRANSLATE_NOOP("Choice", "Laplace")},
    {"uniform", QT_TRANSLATE_NOOP("Choice", "uniform")},
    {"bernoulli", QT_TRANSLATE_NOOP("Choice", "independently")},
    {"exact", QT_TRANSLATE_NOOP("Choice", "exact share")},
    {"near-boundary", QT_TRANSLATE_NOOP("Choice", "near the boundary")},
    {"far-from-boundary", QT_TRANSLATE_NOOP("Choice", "far from the boundary")},
    {"one-cluster", QT_TRANSLATE_NOOP("Choice", "one cluster")},
    {"independent", QT_TRANSLATE_NOOP("Choice", "independent")},
    {"symmetric", QT_TRANSLATE_NOOP("Choice", "symmetric")},
    {"first", QT_TRANSLATE_NOOP("Choice", "the first")},
    {"second", QT_TRANSLATE_NOOP("Choice", "the second")},
    {"both", QT_TRANSLATE_NOOP("Choice", "both")},
    {"inverse-sqrt", QT_TRANSLATE_NOOP("Choice", "inverse square root")},
    {"relu", QT_TRANSLATE_NOOP("Choice", "ReLU")},
    {"leaky-relu", QT_TRANSLATE_NOOP("Choice", "leaky ReLU")},
    {"smooth-leaky-relu", QT_TRANSLATE_NOOP("Choice", "smooth leaky ReLU")},
    {"fourier", QT_TRANSLATE_NOOP("Choice", "Fourier series")},
    {"soft-min", QT_TRANSLATE_NOOP("Choice", "soft minimum of margins")},
    {"float", QT_TRANSLATE_NOOP("Choice", "single (float)")},
    {"double", QT_TRANSLATE_NOOP("Choice", "double")},
};

}  // namespace

QString choiceTitle(std::string_view name) {
    const auto* found = std::ranges::find(kTitles, name, &Title::name);
    if (found != std::end(kTitles)) return QCoreApplication::translate("Choice", found->title);
    // Words, as they stand in files: "two clusters".
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).replace(u'-', u' ');
}

}  // namespace featurescope::ui
