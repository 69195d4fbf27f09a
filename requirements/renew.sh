#!/bin/sh
# Renews the lock files from pyproject.toml with uv, for every Python and system we support.
# A lock names no host to fetch from: that is each machine's own business.
set -eu
cd "$(dirname "$0")/.."

UV=${UV:-uv}
command -v "$UV" >/dev/null || { echo "error: uv is needed to renew the lock files and was not found; set UV=/path/to/uv" >&2; exit 1; }

for group in site dev; do
    lock=requirements/$group.lock
    # What is locked already is kept unless pyproject.toml asks for more: `make lock ARGS=--upgrade` renews everything.
    "$UV" pip compile pyproject.toml --group "$group" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file "$lock" "$@"
    if grep -nE '://|^-' "$lock" >&2; then
        echo "error: $lock names a place to fetch packages from" >&2
        exit 1
    fi
    echo "$lock: $(grep -c '==' "$lock") packages"
done
