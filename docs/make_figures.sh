#!/bin/sh
# Makes the figures of the documentation with the program itself, for a paper (PDF) and for a slide (PNG).
#   docs/make_figures.sh [BUILD-FOLDER]        (default build/release)
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
panels=projection,alignment-mu1,errors,alignment-mu2

for theme in light dark; do
    "$build/featurescope" render first-screen --step 60 --panel "$panels" --theme "$theme" \
        --mm 85x96 --text-scale 0.5 --out "docs/figure-one-column-$theme.pdf"
    "$build/featurescope" render first-screen --step 60 --panel "$panels" --theme "$theme" \
        --size 1920x1080 --dpi 144 --text-scale 1.2 --out "docs/figure-slide-$theme.png"
done
