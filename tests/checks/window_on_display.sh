#!/bin/sh
# The window as a person meets it: it appears, Space starts training, Space pauses it, closing it ends the program.
#   with_display.sh window_on_display.sh PATH/featurescope
set -eu
program=$1
pictures=$(mktemp -d)
trap 'rm -rf "$pictures"' EXIT

"$program" first-screen &
pid=$!
trap 'kill $pid 2>/dev/null || true; rm -rf "$pictures"' EXIT
window=$(timeout 60 xdotool search --sync --onlyvisible --pid $pid --name Featurescope | head -n 1)
xdotool windowactivate --sync "$window"

# Takes pictures until two in a row are "$1" (same or different), for at most 20 seconds.
wait_until_pictures_are() {
    deadline=$(($(date +%s) + 20))
    import -window "$window" "$pictures/last.png"
    while :; do
        sleep 0.3
        import -window "$window" "$pictures/now.png"
        changed=$(compare -metric AE "$pictures/last.png" "$pictures/now.png" null: 2>&1 || true)
        mv "$pictures/now.png" "$pictures/last.png"
        case "$1 $changed" in
            "same 0" | "different "[1-9]*) return 0 ;;
        esac
        [ "$(date +%s)" -lt $deadline ] || { echo "The pictures are never $1." >&2; exit 1; }
    done
}
wait_until_pictures_are same
xdotool key --window "$window" space
wait_until_pictures_are different
xdotool key --window "$window" space
wait_until_pictures_are same

xdotool windowclose "$window" 2>/dev/null || true
