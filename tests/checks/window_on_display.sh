#!/bin/sh
# The window as a person meets it: it appears, Space starts and pauses training, closing it ends the program.
#   with_display.sh window_on_display.sh PATH/featurescope
set -eu
scratch=$(mktemp -d)
# The person's own settings are no part of this.
export XDG_CONFIG_HOME="$scratch"
"$1" first-screen &
pid=$!
trap 'kill $pid 2>/dev/null || true; rm -rf "$scratch"' EXIT

window=$(timeout 60 xdotool search --sync --all --onlyvisible --pid $pid --name Featurescope | head -n 1)
timeout 20 xdotool windowactivate --sync "$window"

# Takes pictures until two in a row are "$1" (same or different).
wait_until_pictures_are() {
    tries=0
    import -window "$window" "$scratch/last.png"
    while :; do
        sleep 0.3
        import -window "$window" "$scratch/now.png"
        case "$1 $(compare -metric AE "$scratch/last.png" "$scratch/now.png" null: 2>&1 || true)" in
            "same 0" | "different "[1-9]*) return 0 ;;
        esac
        mv "$scratch/now.png" "$scratch/last.png"
        tries=$((tries + 1))
        [ $tries -lt 60 ] || { echo "Pictures of the window never become $1." >&2; exit 1; }
    done
}
wait_until_pictures_are same
xdotool key space
wait_until_pictures_are different
xdotool key space
wait_until_pictures_are same

# As the window manager's close button does.
xdotool key alt+F4
wait $pid
