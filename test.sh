#!/bin/sh
# Installs what is missing, builds everything and runs all tests. Arguments go to ctest: ./test.sh -R layers
set -eu
cd "$(dirname "$0")"
. tests/checks/packages.sh

install_packages $build_packages $test_packages
ensure_runtime_folder
cmake --preset dev
cmake --build --preset dev --parallel "$(nproc)"
ctest --preset dev --parallel "$(nproc)" "$@"
