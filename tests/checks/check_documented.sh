#!/bin/sh
# Checks that a manual page names every option and command that --help does, and no option that it does not.
# Usage: check_documented.sh MAN_PAGE PROGRAM [COMMAND]...
set -eu
page=$1
program=$2
shift 2

# "\-" is how a page writes a minus sign; the rest of its markup does not stand inside options.
words=$(sed 's/\\-/-/g' "$page")
options_of() {
    "$@" --help | sed -n 's/^ *\(-[a-zA-Z],\)\{0,1\}\(--[a-z][a-z-]*\).*/\2/p'
}
known=$(
    options_of "$program"
    for command in "$@"; do options_of "$program" "$command"; done
)
[ -n "$known" ] || {
    echo "$program --help names no option."
    exit 1
}

status=0
for option in $known; do
    printf '%s\n' "$words" | grep -qE -- "^\.[BI].*$option([^a-z-]|\$)" || {
        echo "$page does not describe $option."
        status=1
    }
done
for command in "$@"; do
    printf '%s\n' "$words" | grep -qx -- "\.B $command" || {
        echo "$page does not describe the command $command."
        status=1
    }
done
# Options the page describes stand in the line after .TP.
for option in $(printf '%s\n' "$words" | grep -A 1 '^\.TP' | grep -oE -- '--[a-z][a-z-]*'); do
    printf '%s\n' "$known" | grep -qx -- "$option" || {
        echo "$page describes $option, which $program does not know."
        status=1
    }
done
if command -v man >/dev/null && ! complaints=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -l -Z -E UTF-8 "$page" 2>&1 >/dev/null) ||
    [ -n "${complaints:-}" ]; then
    echo "$page: ${complaints:-man cannot read it}"
    status=1
fi
exit $status
