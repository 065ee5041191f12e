#!/bin/sh
# Installs what is missing, builds the program and starts it.
#
#   ./run.sh               opens the window on the scenario first-screen; without a display runs the same scenario
#                          headless and leaves its numbers and a picture of the window in out/first-screen
#   ./run.sh --build       installs and builds only
#   ./run.sh ARGUMENT...   starts the window with these arguments (see README.md, "Command line")
set -eu
cd "$(dirname "$0")"
. tests/checks/packages.sh

build=build/release

configure_once() {
    # A cache made elsewhere (a copied or moved folder) cannot be used again.
    if ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" $build/CMakeCache.txt 2>/dev/null; then
        rm -rf $build
    fi
    if [ ! -f $build/build.ninja ]; then
        cmake --preset release -D FEATURESCOPE_TESTS=OFF
    fi
}

has_display() {
    case "${QT_QPA_PLATFORM:-}" in
        offscreen* | minimal*) return 1 ;;
    esac
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}

run_headless() {
    out=out/first-screen
    $build/featurescope-cli run first-screen --out $out --force
    steps=$(sed -n 's/^ *"steps": *\([0-9]*\).*/\1/p' $out/spec.json)
    $build/featurescope first-screen --run-to "$steps" --screenshot $out/window.png --quit
    echo
    echo "There is no display, so the scenario first-screen was run without one:"
    echo "  $out/metrics.csv  its curves"
    echo "  $out/final.npz    the trained network"
    echo "  $out/window.png   the window at step $steps"
}

install_packages $build_packages
configure_once
cmake --build $build --parallel "$(nproc)" --target featurescope featurescope-cli
if [ "${1:-}" = "--build" ]; then
    exit 0
fi

ensure_runtime_folder
if has_display; then
    [ $# -gt 0 ] || set -- first-screen
    exec $build/featurescope "$@"
fi
export QT_QPA_PLATFORM=offscreen
if [ $# -gt 0 ]; then
    echo "There is no display: the window is drawn off screen. With --quit the program ends by itself." >&2
    exec $build/featurescope "$@"
fi
run_headless
