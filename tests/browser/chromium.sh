#!/bin/sh
# Makes sure that a Chromium is at hand for the browser tests: the system's own where there is
# one, else the platform's package, else the one that playwright fetches. $1: the Python to use.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
[ -d "/Applications/Google Chrome.app" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
    root=""
    [ "$(id -u)" = 0 ] || root="sudo -n"
    if $root true 2>/dev/null; then
        echo "Installing chromium with apt-get ..."
        $root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
    fi
fi
echo "Fetching a Chromium with playwright ..."
exec "$1" -m playwright install --with-deps chromium
