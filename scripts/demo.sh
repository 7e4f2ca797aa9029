#!/usr/bin/env bash
# From a bare machine to three remote jobs on a real model: installs, builds, makes SmolLM2-135M-Instruct,
# starts a server on this machine, and runs a logit lens, an activation patch and a steered generation.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

SERVER_PID=
DATA=

finish() {
  end_run
  if [[ -n $SERVER_PID ]] && kill -TERM "$SERVER_PID" 2>/dev/null; then
    for _ in {1..50}; do kill -0 "$SERVER_PID" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$SERVER_PID" 2>/dev/null || true
  fi
  if [[ -n $DATA ]]; then rm -rf "$DATA"; fi
}
trap finish EXIT

# Starts the server and waits for its ready line, which names the address. Sets ADDRESS.
start_server() {
  local log="$LOGS/server.log" start
  start=$(now_ms)
  DATA=$(mktemp -d)
  "$REPO/build/bin/interloom" serve --listen 127.0.0.1:0 --data "$DATA" --model "smollm2=$REPO/build/models/smollm2" \
    >"$LOGS/server.out" 2>"$log" </dev/null &
  SERVER_PID=$!
  while ! ADDRESS=$(grep -oEm1 '127\.0\.0\.1:[0-9]+' "$LOGS/server.out"); do
    if ! kill -0 "$SERVER_PID" 2>/dev/null; then
      SERVER_PID=
      show_log "$log" 25
      die "the server ended before it was ready; its log is ${log#"$REPO"/}"
    fi
    if (($(now_ms) - start > 120000)); then die "the server was not ready in 120 s; its log is ${log#"$REPO"/}"; fi
    sleep 0.05
  done
  note "${GREEN}✓${OFF} listens on $ADDRESS ${DIM}($(seconds_since "$start"))${OFF}"
}

main() {
  local start job jobs
  start=$(now_ms)
  jobs=("$@")
  if ((!${#jobs[@]})); then jobs=(lens patch steer); fi
  if [[ ${jobs[0]} == -* ]]; then echo "usage: scripts/demo.sh [lens|patch|steer]..."; exit 2; fi
  "$REPO/scripts/setup.sh"
  say "build"
  build release
  "$REPO/scripts/make-models.sh"
  say "server"
  start_server
  for job in "${jobs[@]}"; do
    say "job: $job"
    "$REPO/build/bin/interloom-demo" --server "$ADDRESS" --model smollm2 "$job"
  done
  say "done in $(seconds_since "$start")"
}

main "$@"
