#!/bin/sh
# Kills a program 100 times while it saves, and looks each time whether the old or the new session is whole; then the command
# line while it writes everything that it can, at random moments, at system calls, and by signals.
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
kills="${2:-100}"
tests/checks/kill_while_writing.py "${1:-build/dev}/featurescope-cli" "$kills" $((kills / 6 + 1)) $((kills / 12 + 1))
