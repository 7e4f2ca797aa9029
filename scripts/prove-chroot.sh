#!/usr/bin/env bash
# Proves on a bare Debian 12 that a script of this repo needs nothing preinstalled: makes a debootstrap
# chroot, copies the working tree into it, and runs the script there as root. /proc is all that is mounted.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

usage() {
  cat <<'USAGE'
usage: scripts/prove-chroot.sh [--keep] [SCRIPT [ARG...]]      (as root)
  SCRIPT   what to run in the chroot, twice: cold, then again (default scripts/demo.sh)
  --keep   leave the chroot there, and say where it is
USAGE
}

ROOT=
KEEP=

leave() {
  end_run
  [[ -n $ROOT ]] || return 0
  if mountpoint -q "$ROOT/proc"; then umount "$ROOT/proc"; fi
  if [[ -n $KEEP ]]; then note "the chroot is $ROOT"; else rm -rf --one-file-system "$ROOT"; fi
}
trap leave EXIT

# How this machine reaches its package sources: name resolution, certificates, apt's and pip's settings.
copy_network_settings() {
  local path
  for path in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/apt/sources.list.d/debian.sources \
    /usr/local/share/ca-certificates; do
    [[ -e $path ]] || continue
    mkdir -p "$ROOT$(dirname "$path")"
    cp -aL "$path" "$ROOT$(dirname "$path")/"
  done
  if [[ -e $ROOT/etc/apt/sources.list.d/debian.sources ]]; then rm -f "$ROOT/etc/apt/sources.list"; fi
}

# The files that git knows or would add; a clone of a clean tree.
copy_tree() {
  mkdir -p "$ROOT/srv/interloom"
  git -C "$REPO" ls-files -z --cached --others --exclude-standard |
    tar -C "$REPO" --null --ignore-failed-read -T - -cf - | tar -C "$ROOT/srv/interloom" -xf -
}

in_chroot() { # COMMAND...
  local passed=() name
  for name in $(compgen -e | grep -E '^(https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|SSL_CERT_.*|PIP_.*|CARGO_.*)$'); do
    passed+=("$name=${!name}")
  done
  chroot "$ROOT" /usr/bin/env -i HOME=/srv TERM="${TERM:-dumb}" LC_ALL=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${passed[@]}" "$@"
}

main() {
  local start
  while [[ ${1:-} == -* ]]; do
    case $1 in
      --keep) KEEP=1 ;;
      -h | --help) usage; exit ;;
      *) usage >&2; die "unknown option $1" ;;
    esac
    shift
  done
  (($#)) || set -- scripts/demo.sh
  ((EUID == 0)) || die "needs root, for chroot"
  need_apt debootstrap
  say "a bare Debian 12"
  ROOT=$(mktemp -d)
  run "debootstrap" debootstrap --variant=minbase bookworm "$ROOT"
  copy_network_settings
  copy_tree
  mount -t proc proc "$ROOT/proc"
  for _ in cold again; do
    start=$(now_ms)
    say "in the chroot: $*"
    in_chroot bash "/srv/interloom/$1" "${@:2}"
    say "in the chroot: $* took $(seconds_since "$start")"
  done
  note "size: $(du -sxh "$ROOT" | cut -f1) in all, $(du -sxh "$ROOT/srv/.cache" | cut -f1) of it the cache folder"
}

main "$@"
