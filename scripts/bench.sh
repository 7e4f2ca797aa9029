#!/usr/bin/env bash
# Runs benchmarks beside their peers in one run, in ratios. An area is a file tools/bench/AREA.py.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

areas() { find "$REPO/tools/bench" -maxdepth 1 -name '[a-z]*.py' -printf '%f\n' 2>/dev/null | sed 's/\.py$//' | sort; }

usage() {
  echo "usage: scripts/bench.sh [AREA...] [--json] [-- OPTION...]"
  echo "  --json    one object a line: name, ours, peer, peer_name, ratio, unit"
  echo "  OPTION    goes to each area's script as it is"
  echo "areas (default: all): $(areas | tr '\n' ' ')"
}

prepare() {
  "$REPO/scripts/setup.sh" --tests
  "$REPO/scripts/make-models.sh" --tests
  say "build"
  build release
}

main() {
  local chosen=() options=() area
  while (($#)); do
    case $1 in
      -h | --help) usage; exit ;;
      --json) options+=(--json) ;;
      --) shift; options+=("$@"); break ;;
      -*) usage >&2; die "unknown option $1" ;;
      *) [[ -f $REPO/tools/bench/$1.py ]] || { usage >&2; die "no area $1"; }; chosen+=("$1") ;;
    esac
    shift
  done
  if ((!${#chosen[@]})); then mapfile -t chosen < <(areas); fi
  ((${#chosen[@]})) || die "tools/bench holds no area"
  prepare >&2
  for area in "${chosen[@]}"; do
    say "$area" >&2
    "$REPO/build/venv/bin/python" "$REPO/tools/bench/$area.py" "${options[@]}"
  done
}

main "$@"
