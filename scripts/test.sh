#!/usr/bin/env bash
# Installs what is needed, builds with warnings as errors, and runs every test: the C++ ones (ctest) and
# those that cross processes (pytest). The last line counts cases.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

REPORTS="$REPO/build/dev/reports"

# A test that fails does not stop the others: its output is shown, and the count takes note.
suite() { # LABEL COMMAND...
  try "$@"
  ((RC)) || return 0
  show_log "$(log_of "$1")" 150
  touch "$REPORTS/$1.broken"
}

cpp_tests() { ctest --test-dir "$REPO/build/dev" --output-on-failure --timeout 900 --output-junit "$REPORTS/ctest.junit"; }

py_tests() {
  cd "$REPO"
  build/venv/bin/python -m pytest tests -q -ra --continue-on-collection-errors --junit-xml="$REPORTS/pytest.junit"
}

main() {
  (($# == 0)) || die "usage: scripts/test.sh (no options)"
  "$REPO/scripts/setup.sh" --tests
  "$REPO/scripts/make-models.sh" --tests
  say "build"
  build dev
  say "tests"
  rm -rf "$REPORTS"
  mkdir -p "$REPORTS"
  suite "C++ tests" cpp_tests
  if [[ -n $(find "$REPO/tests" -name 'test_*.py' -print -quit) ]]; then suite "Python tests" py_tests; fi
  "$PYTHON" "$REPO/tools/count_tests.py" "$REPORTS"
}

main "$@"
