#!/bin/sh
# The virtual environment .venv with the pinned dependencies. $1 is the Python to use.
set -eu
python=$1

if ! command -v "$python" >/dev/null || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Sổ Vàng needs Python 3.11 or newer; install it, or name it: make PYTHON=python3.12 demo" >&2
    exit 1
fi

# Debian and Ubuntu keep what a virtual environment needs in a package of its own.
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    run=""
    [ "$(id -u)" = 0 ] || run="sudo -n"
    echo "Installing $package ..."
    if ! { $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null 2>&1; then
        echo "A virtual environment cannot be made: install $package (sudo apt-get install $package) and run this again" >&2
        exit 1
    fi
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing the pinned dependencies into .venv ..."
# The pip of older Pythons cannot read the metadata of some of them, so it is pinned as well and comes first.
pip=".venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt"
$pip --upgrade pip
$pip -e '.[dev]' 2>.venv/pip.log || {
    cat .venv/pip.log >&2
    exit 1
}
touch .venv/installed
