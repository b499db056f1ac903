#!/usr/bin/env bash
# Run the tests that need no browser under every other supported Python found on this machine,
# and the plugins' tests under ProperDocs.
set -euo pipefail
cd "$(dirname "$0")/.."
ours=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
tested=" $ours "

for python in python3.11 python3.12 python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[1-3]*/bin/python; do
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
  case "$tested" in *" $version "*) continue ;; esac
  tested="$tested$version "
  echo "== Python $version"
  tools/setup.sh ".venv-$version" "$python"
  ".venv-$version/bin/python" -m pytest -q -n 2 -m "not browser and not slow and not site" -p no:cacheprovider
done

echo "== ProperDocs"
tools/setup.sh .venv-properdocs .venv/bin/python properdocs
CUSTOMARY_HOST=properdocs .venv-properdocs/bin/python -m pytest -q -n 2 -m "site and not browser and not slow" -p no:cacheprovider
echo "Tested under Python:$tested"
