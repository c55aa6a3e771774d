#!/usr/bin/env bash
# Checks the Python side: the runtime package, its tests, and the generated modules. Its tools go into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."

python="${PYTHON:-python3}"
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo "Python 3.10 or later is not here: the Python side is not checked."
  exit 0
fi

environment="${PYTHON_ENVIRONMENT:-}"
if [ -z "$environment" ]; then
  environment=$(mktemp -d)
  trap 'rm -rf "$environment"' EXIT
fi
if [ ! -x "$environment/bin/pytest" ]; then
  "$python" -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --editable "python[dev]"
fi

cd python
export PYTHONDONTWRITEBYTECODE=1
bin="$environment/bin"
"$bin/ruff" check --no-cache .
"$bin/ruff" format --no-cache --check .
"$bin/mypy" --cache-dir=/dev/null --python-executable "$bin/python" src tests
"$bin/pyright" --pythonpath "$bin/python"
status=0
"$bin/pytest" -q -p no:cacheprovider | tee "$environment/report" || status=$?
passed=$(grep -oE '[0-9]+ passed' "$environment/report" | tail -1 | cut -d' ' -f1 || true)
failed=$(grep -oE '[0-9]+ failed' "$environment/report" | tail -1 | cut -d' ' -f1 || true)
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$status"
