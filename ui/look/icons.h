#pragma once

#include <QColor>
#include <QIcon>

namespace featurescope::ui {

enum class Symbol {
    play,
    backwards,
    pause,
    step,
    rewind,
    save,
    sun,
    moon,
    projector,
    layout,
    enlarge,
    reduce
};

/// A drawn icon in one colour, sharp at every pixel ratio; nothing depends on an installed icon theme.
QIcon iconFor(Symbol symbol, const QColor& color);

}  // namespace featurescope::ui
