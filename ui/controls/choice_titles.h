#pragma once

#include <QString>
#include <string_view>

namespace featurescope::ui {

/// What people read for a kind that files call `name`; the name itself when it has no title of its own.
QString choiceTitle(std::string_view name);

}  // namespace featurescope::ui
