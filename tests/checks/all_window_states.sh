#!/bin/sh
# Opens every combination of scenario, size, layout, colours, compared runs and presentation, at a scale of 1 and of 2, and
# checks that each can be read. The tests of every day check all pairs only. Takes two hours of one processor for all.
# usage: all_window_states.sh [PART/PARTS]     from the folder of the clone; PART 0 of 3, say, is a third, chosen at random;
#        FEATURESCOPE_SCENARIO=NAME in the environment: of this scenario only
set -eu
for scale in 1 2; do
    FEATURESCOPE_STATES=${1:-0/1} QT_SCALE_FACTOR=$scale QT_QPA_PLATFORM=offscreen nice build/dev/featurescope_ui_tests \
        --gtest_also_run_disabled_tests --gtest_filter='WindowStates.DISABLED_*'
done
