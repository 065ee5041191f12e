#pragma once

namespace featurescope::ui {

/// The smallest of 1, 2, 5 times a power of ten that is not below `value`; 1 when `value` is not positive.
double niceCeiling(double value);

/// Distance between ticks, 1, 2 or 5 times a power of ten, so that `span` holds at most `maximumTicks`
/// intervals.
double niceInterval(double span, int maximumTicks);

/// Upper end of an axis from 0 that shows `largest` with ticks niceInterval apart: a multiple of the
/// interval; 1 when there is nothing positive to show.
double niceTop(double largest, int maximumTicks);

/// The exponent of ten in units of which the ticks of an axis up to `largest` are written: 0 when they are
/// short enough as they are.
int tickExponent(double largest);

}  // namespace featurescope::ui
