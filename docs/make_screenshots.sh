#!/bin/sh
# Makes the pictures of the documentation with the program itself: docs/SCENARIO-step-N.png and, in dark colours,
# docs/SCENARIO-step-N-dark.png (those of the related papers in light colours only). Each shows one phenomenon in the layout and at the step where it can be seen without
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

# The related papers (docs/lab.md): each scenario and its controls as they open, at the step that tells them apart.
related() {
    "$build/featurescope" "$1" --run-to "$2" --theme light --size 1280x800 --screenshot "docs/$1-step-$2.png" --quit
}
related benign-regression 60                       # rings off the curve, dots near it
related benign-regression-control 3000             # the dots have left the curve as well
related one-gradient-step 1                        # one singular value far from the others
related one-gradient-step-control 1                # none
related one-gradient-step-control-2 1              # one that hardly points along the target
related equal-margins 4000                         # both ranks at 1, all margins at one value
related equal-margins-control 4000                 # margins equal, ranks at 2
related equal-margins-control-2 4000               # ReLU: ranks above 1
related lazy-to-rich 10000                         # the kernel has turned, dots on the curve
related lazy-to-rich-control 400                   # the same, long before
related increasing-complexity 200                  # four clusters known
related increasing-complexity-clone-covariance 200 # two axes known
related increasing-complexity-clone-mean 200       # one direction known
related increasing-complexity-control 200          # nothing known
related rank-two 1000                              # the rank on its law, two singular values
related rank-two-control 100                       # a rank that is still falling
related rank-two-control-2 1000                    # ReLU: more singular values
related feature-reconstruction 3000                # shares nearly even
related feature-reconstruction-control 3000        # one share above all others
related feature-reconstruction-control-2 3000      # four high shares, all of the simple feature
related benign-linear 300                          # training error 0, test error 0
related benign-linear-control 300                  # training error 0, test error a third
related benign-linear-control-2 3000               # test error risen while the training error fell
related sign-neurons 200                           # a narrow peak, a small error
related sign-neurons-control 200                   # a broad box, a large error
related both-layers 2000                           # corners, error 0
related both-layers-control 2000                   # nothing separated
related linear-then-xor 1                          # the odd half outweighs the even one
related linear-then-xor 100                        # the even half rules
related linear-then-xor-control 100                # training error 0, test error near one half

# Two runs on one axis, and what the window says when a run diverges (it then ends with exit code 4).
for theme in light dark; do
    suffix=$([ "$theme" = light ] || echo "-$theme")
    "$build/featurescope" first-screen --compare lazy --run-to 200 --layout lecture --theme "$theme" --size 1280x800 \
        --screenshot "docs/first-screen-against-lazy$suffix.png" --quit
    "$build/featurescope" first-screen --set training.step_size=1e9 --run-to 40 --layout lecture --theme "$theme" \
        --size 1280x800 --screenshot "docs/divergence$suffix.png" --quit || true
done
