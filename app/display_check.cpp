#include "app/display_check.h"

#include <QString>
#include <QtGlobal>
#include <cstdlib>
#include <iostream>

#include "app/exit_code.h"

namespace featurescope {
namespace {

void sayAndEnd(QtMsgType type, const QMessageLogContext&, const QString& message) {
    // Qt says twice what it thinks; once, in words about displays, is enough.
    if (type != QtFatalMsg) return;
    std::cerr
        << "featurescope: The window cannot be shown: there is no display that could be reached (DISPLAY "
           "or WAYLAND_DISPLAY). Without one, featurescope-cli runs experiments, featurescope render draws "
           "figures, and QT_QPA_PLATFORM=offscreen lets --screenshot work.\n";
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) std::cerr << message.toStdString() << "\n";
    std::cerr.flush();
    std::_Exit(kExitBadInput);
}

}  // namespace

void endWithSentenceWithoutDisplay(bool on) { qInstallMessageHandler(on ? sayAndEnd : nullptr); }

}  // namespace featurescope
