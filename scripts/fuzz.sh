#!/usr/bin/env bash
# Runs lang's libFuzzer targets under ASan and UBSan from the corpus in tests/fuzz/corpus.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

TARGETS=(lexer parser compiler vm)

usage() {
  echo "usage: scripts/fuzz.sh [--seconds N] [--keep] [TARGET...]"
  echo "  --seconds N   for each target (default 30; the nightly run takes 600)"
  echo "  --keep        new inputs that reach new code are kept in tests/fuzz/corpus (merged, smallest first)"
  echo "targets (default: all): ${TARGETS[*]}"
}

fuzz() { # TARGET SECONDS KEEP
  local seeds="$REPO/tests/fuzz/corpus" found="$REPO/build/fuzz/found/$1"
  mkdir -p "$found"
  (cd "$REPO/build/fuzz" && "bin/$1_fuzz" "$found" "$seeds" -dict="$REPO/tests/fuzz/python.dict" -max_total_time="$2" \
    -rss_limit_mb=3000 -timeout=20 -max_len=4096 -print_final_stats=1 -verbosity=0 -artifact_prefix="$REPO/build/fuzz/$1-")
  if [[ $3 ]]; then "$REPO/build/fuzz/bin/$1_fuzz" -merge=1 -max_len=1024 "$seeds" "$found" -rss_limit_mb=3000; fi
}

main() {
  local seconds=30 keep='' chosen=()
  while (($#)); do
    case $1 in
      -h | --help) usage; exit ;;
      --seconds) seconds=$2; shift ;;
      --keep) keep=1 ;;
      *) [[ " ${TARGETS[*]} " == *" $1 "* ]] || { usage >&2; die "no target $1"; }; chosen+=("$1") ;;
    esac
    shift
  done
  ((${#chosen[@]})) || chosen=("${TARGETS[@]}")
  run "configure (fuzz)" cmake --preset fuzz -S "$REPO"
  run "build (fuzz)" cmake --build "$REPO/build/fuzz" --parallel "$JOBS" --target fuzz-targets
  local target
  for target in "${chosen[@]}"; do run "fuzz $target: $seconds s" fuzz "$target" "$seconds" "$keep"; done
}

main "$@"
