#!/usr/bin/env bash
# The browser tests want a real chromium. Install Debian's where there is none and we may.
set -euo pipefail
for name in ${CUSTOMARY_CHROMIUM:-} chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing chromium from Debian's packages for the browser tests …"
  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1; then exit 0; fi
fi
echo "NO BROWSER: the browser tests are LEFT OUT. Install chromium (Debian: apt install chromium), or name one in CUSTOMARY_CHROMIUM, and run again." >&2
