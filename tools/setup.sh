#!/usr/bin/env bash
# Make the virtual environment that the other commands use, once, and again when the pins change.
#
#   tools/setup.sh [VENV [PYTHON [REQUIREMENT …]]]
#
# Finds Python 3.11 or newer (PYTHON, PATH, pyenv's versions; as root on Debian it installs one).
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv}
python=${2:-}
shift $(($# > 2 ? 2 : $#))
extra=("$@")

usable() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[1-9]*/bin/python; do
    if usable "$candidate"; then echo "$candidate"; return; fi
  done
}

as_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

[ -n "$python" ] || python=$(find_python)
if [ -z "$python" ] && as_root; then
  echo "Installing Python from Debian's packages …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null
  python=$(find_python)
fi
if [ -z "$python" ]; then
  echo "Customary needs Python 3.11 or newer with its venv module. Install it (Debian: apt install python3 python3-venv) and run this again." >&2
  exit 2
fi

stamp=$(cat pyproject.toml constraints.txt tools/setup.sh <(printf '%s ' "$python" "${extra[@]}") | sha256sum | cut -c1-16)
if [ "$(cat "$venv/ready" 2>/dev/null)" = "$stamp" ]; then exit 0; fi

echo "Setting up $venv with $("$python" --version) …"
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
rm -f "$venv/ready"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --upgrade pip
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
  --editable '.[mkdocs]' --group dev ${extra[@]+"${extra[@]}"}
echo "$stamp" >"$venv/ready"
