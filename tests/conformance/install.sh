# Installs the checkers by name, once; sets `python`, `modules` and `chromium`. Sourced by `run`.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/chancery-conformance
mkdir -p "$cache"

missing=()
want() { command -v "$1" >/dev/null || missing+=("$2"); }
want qpdf qpdf
want pdftotext poppler-utils
want java default-jre-headless
want node nodejs
want npm npm
want chromium chromium
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} != 0 ]; then
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get -qq update
    DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq -y --no-install-recommends install "${missing[@]}" >/dev/null
fi
chromium=$(command -v chromium)
export chromium

python=$cache/python/bin/python
if ! cmp -s "$here/requirements.txt" "$cache/requirements.txt"; then
    python3 -m venv --clear "$cache/python"
    "$python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$cache/requirements.txt"
fi

modules=$cache/node/node_modules
if ! cmp -s "$here/package.json" "$cache/node/package.json" || [ ! -e "$cache/node/complete" ]; then
    rm -rf "$cache/node"
    mkdir -p "$cache/node"
    cp "$here/package.json" "$cache/node/package.json"
    npm install --prefix "$cache/node" --silent --no-audit --no-fund --no-package-lock --ignore-scripts
    touch "$cache/node/complete"
fi
export modules
