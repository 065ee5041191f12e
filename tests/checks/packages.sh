# Debian packages by purpose, and installing those that are missing. Sourced by run.sh, test.sh and .ci/run.

build_packages="g++ cmake ninja-build pkg-config
    libeigen3-dev nlohmann-json3-dev librandom123-dev libcli11-dev libzip-dev libssl-dev libexpat1-dev libgif-dev libsqlite3-dev zlib1g-dev
    qt6-base-dev qt6-charts-dev libqt6opengl6-dev qt6-svg-dev"
test_packages="libgtest-dev python3-numpy poppler-utils xvfb xauth openbox xdotool x11-utils imagemagick"
check_packages="ccache clang libclang-rt-14-dev clang-format clang-tidy"

# Installs those of the packages "$@" that are missing. Asks for the password (sudo) only when there are some and
# the user is not root.
install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not a Debian system; it must have what these Debian packages hold: $*"
        return 0
    fi
    missing=""
    for package in "$@"; do
        if ! dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed; then
            missing="$missing $package"
        fi
    done
    [ -n "$missing" ] || return 0

    echo "Installing Debian packages:$missing"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Installing needs root. Run this as root, then start again: apt-get install --no-install-recommends$missing" >&2
            return 1
        fi
        as_root="sudo"
    fi
    # No package may ask a question, so standard input is closed off; sudo asks for the password on the terminal.
    # An update that fails is no reason to stop: the lists at hand may do.
    apt_log=$(mktemp)
    $as_root apt-get update >"$apt_log" 2>&1 </dev/null || true
    if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing \
        >>"$apt_log" 2>&1 </dev/null; then
        tail -n 30 "$apt_log" >&2
        echo "The packages could not be installed; the last lines of apt-get stand above." >&2
        return 1
    fi
    rm -f "$apt_log"
}

# A private folder for sockets and locks when the session has none; Qt warns about anything else.
ensure_runtime_folder() {
    if [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -d "$XDG_RUNTIME_DIR" ]; then
        XDG_RUNTIME_DIR=$(mktemp -d)
        chmod 700 "$XDG_RUNTIME_DIR"
        export XDG_RUNTIME_DIR
    fi
}
