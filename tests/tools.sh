#!/usr/bin/env bash
# Installs the tools that check reports: xmllint and Chromium from Debian, the others from npm and PyPI into target/tools.
# What is there already is left as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=()
command -v xmllint >/dev/null || packages+=(libxml2-utils)
command -v chromium >/dev/null || packages+=(chromium fonts-dejavu-core)
command -v npm >/dev/null || packages+=(nodejs npm)
command -v python3 >/dev/null || packages+=(python3 python3-venv)
if ((${#packages[@]})); then
  sudo=
  [[ $(id -u) == 0 ]] || sudo=sudo
  $sudo apt-get update
  $sudo apt-get install -y --no-install-recommends "${packages[@]}"
fi

mkdir -p target/tools
cd target/tools
modules=(@microsoft/sarif-multitool-linux@5.7.0 jsonld@9.0.0 schema-dts@2.1.0 tap-parser@18.3.4 typescript@7.0.2)
if [[ $(cat installed 2>/dev/null) != "${modules[*]}" ]]; then
  npm install --no-audit --no-fund --no-save --prefix . "${modules[@]}"
  # The package's own program is unpacked without leave to run.
  chmod +x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
  echo "${modules[*]}" >installed
fi

if [[ ! -x python/bin/python ]] || ! python/bin/python -c 'import icalendar' 2>/dev/null; then
  python3 -m venv python
  python/bin/pip install --quiet --disable-pip-version-check icalendar==6.3.1
fi
