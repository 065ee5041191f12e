#!/bin/bash
# Sources the completion and asks it what it would offer.
# Usage: check_completion.bash COMPLETION FOLDER_OF_THE_PROGRAMS
set -u
source "$1" || exit 1
PATH=$2:$PATH
status=0

# What is offered at the end of a command line, one a line. The last argument is the word being typed.
offers() {
    local function
    function=$(complete -p "$1" | sed 's/.*-F \([^ ]*\) .*/\1/')
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    "$function" "$1" "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\n' "${COMPREPLY[@]}"
}

# expect WORD LINE...: the word is among the offers. expect ! WORD LINE...: it is not.
expect() {
    local wanted=yes word found=no
    [ "$1" = ! ] && wanted=no && shift
    word=$1
    shift
    offers "$@" | grep -qx -- "$word" && found=yes
    if [ $found != $wanted ]; then
        echo "'$*': $word offered: $found, wanted: $wanted"
        status=1
    fi
}

for command in scenarios spec run info import export check-lesson sweep sweep-plan sweep-work sweep-collect sweep-status sweep-script sweep-export; do expect $command featurescope-cli ""; done
expect figure-1 featurescope-cli run fig
expect ! lazy featurescope-cli run fig
expect --metrics-every featurescope-cli run --
expect ! --metrics-every featurescope-cli spec --
expect --version featurescope-cli --
expect data.dimension= featurescope-cli run --set data.
expect seeds.weights= featurescope-cli spec --set s
expect gram featurescope-cli run --engine ""
expect data.dimension= featurescope-cli sweep --x data.
expect lazy featurescope-cli sweep --base l
expect slurm featurescope-cli sweep-script s
expect ! figure-1 featurescope-cli run --steps ""
expect --label featurescope-cli import x.csv --
expect "$(basename "$1")" featurescope-cli info fea
if [ -x "$2/featurescope" ]; then
    expect figure-1 featurescope fig
    expect --run-to featurescope --
    expect dark featurescope --theme d
fi
exit $status
