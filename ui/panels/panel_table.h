#pragma once

#include <QString>
#include <memory>
#include <span>
#include <string_view>

#include "ui/panels/panel.h"

namespace featurescope::ui {

/// How often a panel is redrawn while the run goes on: with every frame, or in turns with others and at most
/// with every third; see FrameTurns.
enum class Rhythm { everyTick, everyThirdTick };

/// One kind of panel. Its help page is resources/help/<id>.md.
struct PanelKind {
    const char* id;           ///< the panel's objectName is "panel-" and this
    const char* title;        ///< QT_TRANSLATE_NOOP("PanelKind", ...), two or three words
    const char* explanation;  ///< likewise: "what am I looking at", one line of at most 64 characters
    Rhythm rhythm;
    std::unique_ptr<Panel> (*make)();
};

/// Every kind of panel; a new one is a line here.
std::span<const PanelKind> panelKinds();

/// The kind with this id; null when there is none. The panels of the first and the second direction, which
/// have the paper's names, are also found as "alignment-1" and "alignment-2".
const PanelKind* panelKind(std::string_view id);

/// Title and explanation in the language of the user.
QString titleOf(const PanelKind& kind);
QString explanationOf(const PanelKind& kind);

}  // namespace featurescope::ui
