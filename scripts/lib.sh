# shellcheck shell=bash disable=SC2034
# Shared functions of the scripts; sourced, never run. Sets REPO, CACHE and LOGS.

REPO="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CACHE="${INTERLOOM_CACHE:-$HOME/.cache/interloom}"
LOGS="$REPO/build/logs"
JOBS="${INTERLOOM_JOBS:-2}"
# Debian's own interpreter, so that version managers on PATH play no part.
PYTHON="${INTERLOOM_PYTHON:-/usr/bin/python3}"
# Compiled objects are shared by clones too, whatever folder they lie in.
export CCACHE_DIR="${CCACHE_DIR:-$CACHE/ccache}" CCACHE_BASEDIR="${CCACHE_BASEDIR:-$REPO}" CCACHE_NOHASHDIR=1
mkdir -p "$LOGS" "$CACHE"

RUN_PGID= # of the command that runs now
UNFINISHED= # the folder that it fills
RC=0

if [[ -t 1 ]]; then BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' OFF=$'\e[0m'
else BOLD='' DIM='' RED='' GREEN='' OFF=''; fi

say() { printf '%s\n' "${BOLD}==>${OFF} $*"; }
note() { printf '    %s\n' "$*"; }
die() { printf '%s\n' "${RED}error:${OFF} $*" >&2; exit 1; }

now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo $((t / 1000)); }
seconds_since() { local ms=$(($(now_ms) - $1)); printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100)); }

last_line() { tail -c 400 "$1" 2>/dev/null | tr '\r' '\n' | grep -v '^[[:space:]]*$' | tail -n 1 | cut -c1-"$2" || true; }

# Shows that a running command is alive: a spinner line on a terminal, a line each 30 s elsewhere.
watch_run() { # LABEL LOG START_MS
  local spin="|/-\\" i=0 beat=30
  while kill -0 "$RUN_PGID" 2>/dev/null; do
    if [[ -t 1 ]]; then
      printf '\r\e[K    %s %s %s' "${spin:i++%4:1}" "$1" "${DIM}$(seconds_since "$3")  $(last_line "$2" 60)${OFF}"
    elif (($(now_ms) - $3 > beat * 1000)); then
      note "… $1: $(seconds_since "$3"): $(last_line "$2" 80)"
      beat=$((beat + 30))
    fi
    sleep 0.2
  done
  if [[ -t 1 ]]; then printf '\r\e[K'; fi
}

log_of() { printf '%s/%s.log' "$LOGS" "$(tr -cs 'a-zA-Z0-9\n' '-' <<<"${1%%:*}" | sed 's/^-*//; s/-*$//')"; }

# try LABEL COMMAND...: runs the command or function with its output in a log, in a process group of
# its own so that an interrupt ends all of it. Says how long it took; sets RC to its exit status. Call it
# plainly: behind `if` or `||` bash would switch `set -e` off in COMMAND too.
try() {
  local label=$1 log start mark="${GREEN}✓${OFF}"
  shift
  log=$(log_of "$label")
  start=$(now_ms)
  set -m
  ("$@") >"$log" 2>&1 </dev/null &
  RUN_PGID=$!
  set +m
  watch_run "$label" "$log" "$start"
  RC=0
  wait "$RUN_PGID" || RC=$?
  RUN_PGID=
  if ((RC)); then mark="${RED}✗${OFF}"; fi
  note "$mark $label ${DIM}($(seconds_since "$start"))${OFF}"
}

show_log() { tail -n "$2" "$1" | sed 's/^/    | /' >&2; } # LOG LINES

# run LABEL COMMAND...: as try; on failure shows the log's end and exits.
run() {
  local log
  log=$(log_of "$1")
  try "$@"
  ((RC)) || return 0
  show_log "$log" 25
  die "$1: exit status $RC; the whole log is ${log#"$REPO"/}"
}

end_run() {
  if [[ -n $RUN_PGID ]]; then
    kill -TERM -- "-$RUN_PGID" 2>/dev/null || true
    wait "$RUN_PGID" 2>/dev/null || true
  fi
  if [[ -n $UNFINISHED ]]; then rm -rf "$UNFINISHED"; fi
}
trap end_run EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as_root() { if ((EUID == 0)); then "$@"; else sudo "$@"; fi; }

apt_install() {
  as_root apt-get -o DPkg::Lock::Timeout=600 update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"
}

# need_apt PACKAGE...: installs those that are missing.
need_apt() {
  local missing=() p
  [[ -z ${INTERLOOM_SKIP_APT:-} ]] || return 0
  command -v dpkg-query >/dev/null ||
    die "no dpkg here: install the counterparts of scripts/apt-packages.txt, then set INTERLOOM_SKIP_APT=1"
  local have
  have=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii //p') || true
  for p in "$@"; do grep -qxF "$p" <<<"$have" || missing+=("$p"); done
  ((${#missing[@]})) || return 0
  note "missing: ${missing[*]}"
  run "apt-get install of ${#missing[@]} packages" apt_install "${missing[@]}"
}

# lock_hash FILE...: a short name for what these files pin.
lock_hash() { cat "$@" | sed 's/#.*//; /^[[:space:]]*$/d' | sha256sum | cut -c1-12; }

# cached NAME LABEL BUILDER ARG...: makes $CACHE/NAME by `BUILDER TMP ARG...` once. TMP becomes NAME
# by a rename, so an interrupted run leaves nothing half-made; a lock keeps other clones out meanwhile.
cached() {
  local name=$1 label=$2 builder=$3 lock
  shift 3
  [[ ! -d $CACHE/$name ]] || return 0
  exec {lock}>"$CACHE/.lock"
  flock "$lock"
  if [[ ! -d $CACHE/$name ]]; then
    rm -rf "$CACHE"/.tmp-*
    UNFINISHED=$(mktemp -d "$CACHE/.tmp-XXXXXX")
    chmod 755 "$UNFINISHED"
    run "$label" "$builder" "$UNFINISHED" "$@"
    mv -T "$UNFINISHED" "$CACHE/$name"
    UNFINISHED=
  fi
  exec {lock}>&-
}

# link NAME TARGET: build/NAME points to TARGET.
link() { mkdir -p "$(dirname "$REPO/build/$1")"; ln -sfnT "$2" "$REPO/build/$1"; }

# Scripts of a virtual environment name its folder; this lets it be built in TMP and renamed to FINAL.
settle_venv() { # TMP FINAL
  grep -rlIF "$1" "$1/bin" "$1/pyvenv.cfg" | xargs -r sed -i "s|$1|$2|g"
}

# build PRESET: configures and builds it, and lets build/bin/NAME be its programs.
build() {
  local program
  run "configure ($1)" cmake --preset "$1" -S "$REPO"
  run "build ($1)" cmake --build "$REPO/build/$1" --parallel "$JOBS"
  mkdir -p "$REPO/build/bin"
  for program in "$REPO/build/$1"/bin/interloom*; do
    ln -sfn "$program" "$REPO/build/bin/$(basename "$program")"
  done
}
