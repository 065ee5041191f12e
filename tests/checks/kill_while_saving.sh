#!/bin/sh
# Kills a program while it saves, and looks each time whether the old or the new session is whole; then the command line
# while it writes everything that it can, at KILLS random moments, KILLS/6 system calls and, by each signal, KILLS/12 times;
# then a window KILLS/10 times while it saves and autosaves.
#   tests/checks/kill_while_saving.sh [BUILD-FOLDER] [KILLS]      (default build/dev, 100; CI does a few)
set -eu
cd "$(dirname "$0")/../.."
. tests/checks/packages.sh
ensure_runtime_folder
export QT_QPA_PLATFORM=offscreen FEATURESCOPE_KILLS="${2:-100}"
# A filter that meets no test succeeds as well, so the test's own words are asked for.
output=$("${1:-build/dev}/featurescope_ui_tests" --gtest_filter='AutosaveTest.AKilledProgram*') || {
    printf '%s\n' "$output"
    exit 1
}
printf '%s\n' "$output"
printf '%s\n' "$output" | grep -qF '[  PASSED  ] 1 test'
build="${1:-build/dev}"
kills="${2:-100}"
cmake --build "$build" --target featurescope-saving-window
tests/checks/kill_while_writing.py "$build/featurescope-cli" "$kills" $((kills / 6)) $((kills / 12))
tests/checks/kill_window.py "$build/featurescope-saving-window" "$build/featurescope-cli" $((kills / 10))
