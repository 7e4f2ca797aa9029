#!/usr/bin/env bash
# Installs what a build needs: Debian packages, LibTorch (build/libtorch) and, with --tests, the Python
# reference environment (build/venv). Everything but apt's lives in one cache folder that clones share.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

usage() {
  cat <<'USAGE'
usage: scripts/setup.sh [--tests] [--gpu]
  --tests   also build/venv: Python with torch, transformers and nnsight, the reference of the tests
  --gpu     with CUDA's libraries, in LibTorch and in build/venv (2 GB more to download)
environment:
  INTERLOOM_CACHE      the cache folder (default ~/.cache/interloom)
  INTERLOOM_SKIP_APT   set: do not look at Debian packages
  INTERLOOM_PYTHON     the Python 3.11 to use (default /usr/bin/python3)
USAGE
}

# Fetches wheels as CPython 3.11 on this CPU would, whatever interpreter runs pip.
fetch_wheels() { # DIR LOCK...
  local dir=$1 args=() lock tag
  shift
  for lock in "$@"; do args+=(-r "$lock"); done
  for tag in _2_28 _2_27 _2_25 _2_18 2014 2010 1; do args+=(--platform "manylinux${tag}_$(uname -m)"); done
  for tag in cp311 abi3 none; do args+=(--abi "$tag"); done
  "$PYTHON" -m pip download --no-deps --no-cache-dir --only-binary=:all: --python-version 3.11 \
    --progress-bar off -d "$dir" "${args[@]}"
}

# The wheel's libraries carry an RPATH that ends in $ORIGIN: what lies beside libtorch_cpu.so is found
# without LD_LIBRARY_PATH, so all libraries go into one flat lib/.
build_libtorch() { # TMP LOCK...
  local tmp=$1 wheel libs=(torch_cpu c10) missing
  shift
  fetch_wheels "$tmp/wheels" "$@"
  if (($# > 1)); then libs+=(torch torch_cuda torch_cuda_linalg torch_nvshmem c10_cuda caffe2_nvrtc); fi
  libs=("${libs[@]/%/.so}")
  unzip -q -o "$tmp"/wheels/torch-*.whl 'torch/include/*' 'torch/lib/libgomp*' "${libs[@]/#/torch/lib/lib}" -d "$tmp"
  mv "$tmp/torch/lib" "$tmp/torch/include" "$tmp/"
  rm -r "$tmp/torch" "$tmp"/wheels/torch-*.whl
  for wheel in "$tmp"/wheels/*.whl; do
    if (($# > 1)); then unzip -q -j -o "$wheel" '*/lib/*.so*' -d "$tmp/lib"
    else unzip -q -j -o "$wheel" '*/lib/libcudart.so*' '*/lib/libcupti.so*' -d "$tmp/lib" || (($? == 11)); fi
  done
  rm -r "$tmp/wheels"
  missing=$(env -u LD_LIBRARY_PATH ldd "$tmp"/lib/libtorch*.so | grep 'not found' | sort -u || true)
  [[ -z $missing ]] || { echo "LibTorch's libraries lack:"; echo "$missing"; return 1; }
}

setup_libtorch() {
  local locks=("$REPO/scripts/lock/libtorch.txt") name=libtorch size='0.6 GB'
  if [[ -n $gpu ]]; then locks+=("$REPO/scripts/lock/libtorch-gpu.txt") name=libtorch-gpu size='2.7 GB'; fi
  name+="-$(lock_hash "${locks[@]}")"
  cached "$name" "LibTorch: download and unpack ($size)" build_libtorch "${locks[@]}"
  link libtorch "$CACHE/$name"
}

# Without a GPU torch's CUDA libraries are never called: hollow ones save 2.3 GB of downloads.
build_venv() { # TMP FINAL LOCK...
  local tmp=$1 final=$2 args=() lock
  shift 2
  for lock in "$@"; do args+=(-r "$lock"); done
  "$PYTHON" -m venv "$tmp"
  "$tmp/bin/pip" install --no-deps --no-cache-dir --progress-bar off "${args[@]}"
  if (($# == 1)); then "$tmp/bin/python" "$REPO/tools/stub_cuda.py" "$tmp"/lib/python3*/site-packages/torch/lib; fi
  "$tmp/bin/python" -c 'import torch; print(torch.ones(2, 2) @ torch.ones(2, 2))'
  settle_venv "$tmp" "$final"
}

setup_venv() {
  local locks=("$REPO/scripts/lock/tests.txt") name=venv size='0.8 GB'
  if [[ -n $gpu ]]; then locks+=("$REPO/scripts/lock/libtorch-gpu.txt") name=venv-gpu size='3 GB'; fi
  name+="-$(lock_hash "${locks[@]}" "$REPO/tools/stub_cuda.py")"
  cached "$name" "Python reference environment: download and install ($size)" \
    build_venv "$CACHE/$name" "${locks[@]}"
  link venv "$CACHE/$name"
}

main() {
  local tests='' gpu='' arg start packages
  for arg in "$@"; do
    case $arg in
      --tests) tests=1 ;;
      --gpu) gpu=1 ;;
      -h | --help) usage; exit ;;
      *) usage >&2; die "unknown option $arg" ;;
    esac
  done
  start=$(now_ms)
  say "setup"
  mapfile -t packages < <(sed 's/#.*//; /^[[:space:]]*$/d' "$REPO/scripts/apt-packages.txt")
  need_apt "${packages[@]}"
  setup_libtorch
  if [[ -n $tests ]]; then setup_venv; fi
  note "ready ${DIM}($(seconds_since "$start"))${OFF}"
}

main "$@"
