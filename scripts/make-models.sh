#!/usr/bin/env bash
# Makes the models that the demo and the tests host: build/models/smollm2 always, and with --tests small
# random checkpoints in build/models/tiny. They live in the cache folder, shared by clones.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

build_model_venv() { # TMP FINAL LOCK
  "$PYTHON" -m venv "$1"
  "$1/bin/pip" install --no-deps --no-cache-dir --progress-bar off -r "$3"
  settle_venv "$1" "$2"
}

build_smollm2() { "$2/bin/python" "$REPO/tools/make_smollm2.py" "$1"; } # TMP VENV

make_smollm2() {
  local lock="$REPO/scripts/lock/model.txt" venv model
  model="smollm2-$(lock_hash "$lock" "$REPO/tools/make_smollm2.py")"
  venv="$CACHE/model-venv-$(lock_hash "$lock")"
  if [[ ! -d $CACHE/$model ]]; then
    cached "$(basename "$venv")" "model tools: download and install (20 MB)" build_model_venv "$venv" "$lock"
    cached "$model" "SmolLM2-135M-Instruct: download (93 MB) and convert" build_smollm2 "$venv"
  fi
  link models/smollm2 "$CACHE/$model"
}

build_tiny() { "$REPO/build/venv/bin/python" "$REPO/tools/make_tiny.py" "$1"; } # TMP

make_tiny() {
  local name
  name="tiny-$(lock_hash "$REPO/scripts/lock/tests.txt" "$REPO/tools/make_tiny.py")"
  cached "$name" "small random checkpoints" build_tiny
  link models/tiny "$CACHE/$name"
}

main() {
  local tests='' arg start
  for arg in "$@"; do
    case $arg in
      --tests) tests=1 ;;
      -h | --help) echo "usage: scripts/make-models.sh [--tests]"; exit ;;
      *) die "unknown option $arg (usage: scripts/make-models.sh [--tests])" ;;
    esac
  done
  start=$(now_ms)
  say "models"
  make_smollm2
  if [[ -n $tests ]]; then make_tiny; fi
  note "ready ${DIM}($(seconds_since "$start"))${OFF}"
}

main "$@"
