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


def test_no_text_shows_the_host():
    lines = reached()
    here = str(HERE.parents[1])
    assert not [line for line in lines if line.startswith("text ") and (here in line or "/usr/" in line or "/home" in line)]


def test_ids_tell_nothing_of_addresses(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("class C: pass\nkept = [C() for _ in range(1000)]\nprint(*(id(c) for c in kept))\nprint(*(hash(c) for c in kept))\n")
    out = subprocess.run([INTERLOOM, "lang", "run", script], capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        numbers = sorted(int(n) for n in line.split())
        assert len(set(numbers)) == 1000
        # Objects made one after another lie side by side; their numbers are spread over the whole range.
        assert min(b - a for a, b in zip(numbers, numbers[1:])) > 4096
