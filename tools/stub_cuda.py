#!/usr/bin/env python3
"""Put hollow CUDA libraries beside a torch that will only ever compute on the CPU.

Torch's x86-64 wheel cannot be imported without 2.3 GB of CUDA libraries, though nothing on a machine
without a GPU calls them. Each library made here has the name, the symbol versions and the symbols that
torch's own libraries ask for; a call into one prints the symbol's name and aborts.

usage: stub_cuda.py TORCH_LIB_DIR      (needs nm and cc)
"""

import pathlib
import re
import subprocess
import sys

# soname: (version tag or "", pattern of its symbols)
LIBRARIES = {
    "libcublas.so.13": ("libcublas.so.13", r"cublas(?!Lt)"),
    "libcublasLt.so.13": ("libcublasLt.so.13", r"cublasLt"),
    "libcudnn.so.9": ("libcudnn.so.9", r"cudnn"),
    "libcufft.so.12": ("libcufft.so.12", r"cufft"),
    "libcusparse.so.12": ("libcusparse.so.12", r"cusparse(?!Lt)"),
    "libcusolver.so.12": ("libcusolver.so.12", r"cusolver"),
    "libcusparseLt.so.0": ("", r"cusparseLt"),
    "libcufile.so.0": ("", r"cuFile"),
    "libcurand.so.10": ("", r"curand"),
    "libnccl.so.2": ("", r"p?nccl"),
    "libnvshmem_host.so.3": ("NVSHMEM", r"nvshmem"),
}
CONSUMERS = ["torch_cuda", "torch_cuda_linalg", "torch_nvshmem", "torch_python"]
PRELUDE = """#include <stdio.h>
#include <stdlib.h>
__attribute__((noreturn, visibility("hidden"))) void interloom_absent(const char* name) {
  fprintf(stderr, "%s: this torch was set up for the CPU only; set it up with --gpu\\n", name);
  abort();
}
"""


def wanted_symbols(folder: pathlib.Path) -> set[str]:
    """C functions that torch's libraries import, with their version tags stripped."""
    names: set[str] = set()
    for lib in CONSUMERS:
        args = ["nm", "-D", "--undefined-only", str(folder / f"lib{lib}.so")]
        out = subprocess.run(args, check=True, capture_output=True, text=True).stdout
        names.update(line.split()[-1].split("@")[0] for line in out.splitlines())
    return {name for name in names if re.fullmatch(r"[a-zA-Z]\w*", name)}


def make_stub(folder: pathlib.Path, soname: str, tag: str, symbols: list[str]) -> None:
    body = [f'void {name}(void) {{ interloom_absent("{name}"); }}' for name in symbols]
    script = folder / f"{soname}.map"
    script.write_text(f"{tag} {{ global: *; }};\n")
    args = ["cc", "-shared", "-fPIC", "-O1", "-fno-builtin", "-w", "-x", "c", "-"]
    args += [f"-Wl,-soname,{soname}", f"-Wl,--version-script={script}", "-o", str(folder / soname)]
    subprocess.run(args, check=True, text=True, input=PRELUDE + "\n".join(body) + "\n")
    script.unlink()


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    wanted = wanted_symbols(folder)
    for soname, (tag, pattern) in LIBRARIES.items():
        symbols = sorted(name for name in wanted if re.match(pattern, name))
        make_stub(folder, soname, tag, symbols)
        print(f"{soname}: {len(symbols)} symbols")


if __name__ == "__main__":
    main()
