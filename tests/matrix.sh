#!/bin/sh
# Runs the suite on SQLite with every other Python that this machine has, each in an environment of its own from the
# same lock. Arguments go to pytest. The exit status is 0 only when all of them passed.
set -u
cd "$(dirname "$0")/.."

# The newest interpreter of that version, on PATH or among pyenv's; nothing when there is none that runs.
find_python() {
    for candidate in "python$1" $(ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python 2>/dev/null | sort -r); do
        "$candidate" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null || continue
        echo "$candidate"
        return
    done
}

ours=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none)
tried=""
failed=""
for version in 3.11 3.12 3.13; do
    [ "$version" = "$ours" ] && continue
    python=$(find_python "$version")
    if [ -z "$python" ]; then
        echo "Python $version: not on this machine"
        continue
    fi
    echo "Python $version: $python"
    tried="$tried $version"
    make setup VENV=".venv-$version" PYTHON="$python" &&
        ".venv-$version/bin/python" -m pytest --database sqlite -n 2 "$@" || failed="$failed $version"
done

[ -n "$tried" ] || { echo "error: no other Python was found" >&2; exit 1; }
[ -z "$failed" ] || { echo "error: failed on$failed" >&2; exit 1; }
echo "Passed on$tried"
