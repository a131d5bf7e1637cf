#!/bin/sh
# Chromium and its driver for the tests of reports: installed where that is allowed; fails where there are none.
set -eu

there() { command -v chromedriver >/dev/null && { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null; }

if there; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing Debian's chromium and chromium-driver (apt-get) for the tests of reports"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq &&
        apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null || true
fi
if ! there; then
    echo "no Chromium with chromedriver here (Debian: apt-get install chromium chromium-driver): its tests are skipped"
    exit 1
fi
