#!/bin/sh
# Runs a command on an X display of its own, with a window manager: with_display.sh COMMAND [ARGUMENT...]
set -eu
scratch=$(mktemp -d)
server=""
manager=""
clean_up() {
    [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# The server picks a free display and writes its number once it takes connections: opening the pipe waits for that.
mkfifo "$scratch/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$scratch/display" 2>"$scratch/server.log" &
server=$!
read -r number <"$scratch/display" || { cat "$scratch/server.log" >&2; exit 1; }
export DISPLAY=":$number" XDG_RUNTIME_DIR="$scratch" XDG_CONFIG_HOME="$scratch" QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY
openbox 2>/dev/null &
manager=$!
tries=0
until xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { echo "The window manager does not start." >&2; exit 1; }
    sleep 0.1
done
"$@"
