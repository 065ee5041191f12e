#!/bin/sh
# Makes the pictures of the documentation with the program itself: docs/SCENARIO-step-N.png.
#   docs/make_screenshots.sh [BUILD-FOLDER]        (default build/release)
set -eu
cd "$(dirname "$0")/.."
. tests/checks/packages.sh
ensure_runtime_folder
build=${1:-build/release}
export QT_QPA_PLATFORM=offscreen

picture() {
    "$build/featurescope" "$1" --run-to "$2" --screenshot "docs/$1-step-$2.png" --size 1280x800 --quit
}
picture first-screen 0
picture first-screen 20
picture first-screen 200
picture figure-1 60
