#!/bin/sh
# Makes the pictures of the documentation with the program itself: docs/SCENARIO-step-N.png and, in dark colours,
# docs/SCENARIO-step-N-dark.png. Each shows one phenomenon in the layout and at the step where it can be seen without
# a caption.
#   docs/make_screenshots.sh [BUILD-FOLDER]        (default build/release)
set -eu
cd "$(dirname "$0")/.."
. tests/checks/packages.sh
ensure_runtime_folder
build=${1:-build/release}
export QT_QPA_PLATFORM=offscreen

picture() {
    for theme in light dark; do
        suffix=$([ "$theme" = light ] || echo "-$theme")
        "$build/featurescope" "$1" --run-to "$2" --layout "$3" --theme "$theme" --size 1280x800 \
            --screenshot "docs/$1-step-$2$suffix.png" --quit
    done
}
picture first-screen 0 lecture            # nothing is learned: bars at 0, the boundary is an accident
picture first-screen 20 lecture           # bars move out as the error falls
picture first-screen 200 lecture          # an X, clean errors at 0, corrupted labels ignored
picture lazy 200 lecture                  # the error falls, the bars stay
picture one-giant-step 2 explore          # neurons on the axes after two steps
picture grokking 100 lecture              # training error 0 at once, test error follows
picture one-cluster-adversary 200 lecture # one cluster lost to the adversary
picture figure-1 60 explore               # the paper's Figure 1

# Two runs on one axis, and what the window says when a run diverges (it then ends with exit code 4).
for theme in light dark; do
    suffix=$([ "$theme" = light ] || echo "-$theme")
    "$build/featurescope" first-screen --compare lazy --run-to 200 --layout lecture --theme "$theme" --size 1280x800 \
        --screenshot "docs/first-screen-against-lazy$suffix.png" --quit
    "$build/featurescope" first-screen --set training.step_size=1e9 --run-to 40 --layout lecture --theme "$theme" \
        --size 1280x800 --screenshot "docs/divergence$suffix.png" --quit || true
done
