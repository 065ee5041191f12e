#pragma once

#include <QDBusVariant>
#include <QObject>
#include <QString>

#include "ui/look/palette.h"

namespace featurescope {

/// Says whether the desktop wants light or dark windows. Qt 6.4 cannot tell, so the desktop's portal is asked
/// over D-Bus (org.freedesktop.appearance, color-scheme); without one nothing is ever said.
class SystemBrightness : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;
    /// Starts asking; the first answer and every later change come as changed().
    void watch();

  Q_SIGNALS:
    void changed(featurescope::ui::Brightness brightness);

  private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

  private:
    void say(const QVariant& scheme);
};

}  // namespace featurescope
