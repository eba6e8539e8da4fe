# Installs the checkers by name, once; sets `python`, `pyspark`, `modules` and `chromium`. Sourced by `run`.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/chancery-conformance
mkdir -p "$cache"

# The packages of Debian whose programs are absent.
absent() {
    local pair
    for pair in qpdf:qpdf pdftotext:poppler-utils java:default-jre-headless node:nodejs npm:npm chromium:chromium; do
        command -v "${pair%:*}" >/dev/null || echo "${pair#*:}"
    done
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# Installs packages, with newer lists where the ones that are there do not do.
apt_install() {
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    local get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq)
    local install=("${get[@]}" install -y --no-install-recommends "$@")
    "${install[@]}" >/dev/null 2>&1 && return
    "${get[@]}" update || echo "conformance: the package lists could not all be renewed" >&2
    "${install[@]}" >/dev/null
}

# Says what did not work and what would help, and ends the run.
give_up() {
    echo "conformance: $*" >&2
    exit 2
}

mapfile -t packages < <(absent)
if [ ${#packages[@]} != 0 ]; then
    echo "conformance: installing ${packages[*]}" >&2
    command -v apt-get >/dev/null || give_up "there is no apt-get: install what Debian calls ${packages[*]}"
    apt_install "${packages[@]}" || give_up "apt-get could not install ${packages[*]}"
    mapfile -t packages < <(absent)
    [ ${#packages[@]} = 0 ] || give_up "still missing after apt-get: ${packages[*]}"
fi
chromium=$(command -v chromium)
export chromium

python=$cache/python/bin/python
if ! cmp -s "$here/requirements.txt" "$cache/requirements.txt"; then
    echo "conformance: installing $(paste -sd ' ' "$here/requirements.txt") from PyPI" >&2
    python3 -m venv --clear "$cache/python" || give_up "no Python environment: install python3-venv"
    "$python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" </dev/null \
        || give_up "pip could not install requirements.txt: is PyPI reachable?"
    cp "$here/requirements.txt" "$cache/requirements.txt"
fi

# The source package of PySpark is all that Spark needs: a wheel would be made of 460 MB and taken apart again.
pyspark=$cache/$(tr -s = - <"$here/spark.txt")
if [ ! -e "$pyspark/PKG-INFO" ]; then
    echo "conformance: fetching $(cat "$here/spark.txt") from PyPI" >&2
    rm -rf "$cache"/pyspark* "$cache/fetched"
    "$python" -m pip download --quiet --disable-pip-version-check --no-cache-dir --no-deps --no-binary pyspark \
        --dest "$cache/fetched" --requirement "$here/spark.txt" </dev/null \
        || give_up "pip could not fetch $(cat "$here/spark.txt"): is PyPI reachable?"
    tar -xzf "$cache"/fetched/pyspark-*.tar.gz -C "$cache/fetched" || give_up "the package of PySpark is damaged: run this again"
    mv "$cache"/fetched/pyspark-*/ "$pyspark"
    rm -rf "$cache/fetched"
fi

modules=$cache/node/node_modules
if ! cmp -s "$here/package.json" "$cache/node/package.json" || [ ! -e "$cache/node/complete" ]; then
    echo "conformance: installing the checkers of package.json from npm" >&2
    rm -rf "$cache/node"
    mkdir -p "$cache/node"
    cp "$here/package.json" "$cache/node/package.json"
    npm install --prefix "$cache/node" --silent --no-audit --no-fund --no-package-lock --ignore-scripts </dev/null \
        || give_up "npm could not install package.json: is the npm registry reachable?"
    touch "$cache/node/complete"
fi
export modules
