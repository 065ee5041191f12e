#pragma once

namespace featurescope::ui {

/// Makes assistive technology see every TimelineBar made from now on as a slider with a value. Safe to call
/// more than once.
void makeTimelineAccessible();

}  // namespace featurescope::ui
