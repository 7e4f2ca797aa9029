"""No ambient authority: whatever attributes code follows, it meets only what a person has looked at and listed."""

import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).parent
INTERLOOM = HERE.parents[1] / "build/bin/interloom"
LIST = HERE / "reachable.txt"
# Words that would say that a file, a socket, a process, the clock of day or the worker itself is within reach.
FORBIDDEN = re.compile(
    r"\b(_?posix|nt|os|socket|subprocess|ctypes|_io\.(FileIO|BufferedReader)|importlib|zipimport|marshal|pickle|threading|_thread"
    r"|signal|mmap|gc|site|pathlib|builtins\.(frame|code_internal|capsule)|PyCapsule|datetime)\b"
)


def reached():
    done = subprocess.run(
        [INTERLOOM, "lang", "run", HERE / "walk_reachable.py", "--max-seconds", "120"], capture_output=True, text=True, cwd=HERE
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_only_what_is_listed_can_be_reached():
    lines = reached()
    things = [line for line in lines if line.startswith(("type ", "module "))]
    assert len(things) > 100
    assert not [line for line in things if FORBIDDEN.search(line)]
    listed = LIST.read_text().splitlines()
    assert not sorted(set(things) - set(listed)), "new things are reachable: look at each, then add it to reachable.txt"
    assert not sorted(set(listed) - set(things)), "gone: take it out of reachable.txt"


def test_no_text_or_number_shows_the_host():
    lines = reached()
    here = str(HERE.parents[1])
    assert not [line for line in lines if line.startswith("text ") and (here in line or "/usr/" in line or "/home" in line)]
    # Addresses of heap, stack and libraries of a 64-bit process lie between 0x5500_0000_0000 and 0x7fff_ffff_ffff.
    values = [int(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("number ")]
    assert not [value for value in values if 0x5500_0000_0000 <= value <= 0x7FFF_FFFF_FFFF]


def test_id_and_repr_show_no_address(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("class C: pass\nprint(id(C()), hash(C()), repr(C()), repr(lambda: 0), id([]), id(print), repr(print))\n")
    for _ in range(3):
        out = subprocess.run([INTERLOOM, "lang", "run", script], capture_output=True, text=True, check=True).stdout
        numbers = [int(n, 16 if n.startswith("0x") else 10) for n in re.findall(r"0x[0-9a-f]+|\b\d{6,}\b", out)]
        assert numbers
        maps = [0x5500_0000_0000, 0x7FFF_FFFF_FFFF]
        assert not [n for n in numbers if maps[0] <= n <= maps[1]], out
