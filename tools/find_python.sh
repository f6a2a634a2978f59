#!/bin/sh
# Print the path of a Python that can make the course's environment, or one line that says what to install.
# Usage: find_python.sh COMMAND ... Each command is run, not looked up: a version manager answers to the name of
# every version that it holds, active or not.

old=
bare=
for command in "$@"; do
    version=$("$command" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if ! "$command" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        old=${old:-"found only Python $version, too old"}
    elif ! "$command" -c 'import ensurepip, venv' 2>/dev/null; then
        bare=${bare:-$version}
    else
        exec "$command" -c 'import sys; print(sys.executable)'
    fi
done

if [ -n "$bare" ]; then
    echo "Python $bare has no venv module: install it (Debian, Ubuntu: apt install python$bare-venv)" >&2
else
    echo "Python 3.11 or newer is needed (${old:-found none}): install it (Debian, Ubuntu: apt install python3.11" \
        "python3.11-venv; macOS: brew install python@3.11), or name one with make PYTHON=/path/to/python" >&2
fi
exit 1
