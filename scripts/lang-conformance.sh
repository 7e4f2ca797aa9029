#!/usr/bin/env bash
# Runs CPython's regression tests of the language under lang and writes docs/lang-conformance.md (all files: about 2 minutes).
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

main() {
  local out=()
  (($#)) || out=(--out "$REPO/docs/lang-conformance.md")
  need_apt libpython3.11-testsuite
  build dev
  exec "$REPO/build/venv/bin/python" "$REPO/tools/lang_conformance.py" "${out[@]}" "$@"
}

main "$@"
