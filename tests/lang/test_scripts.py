"""Every script below tests/lang runs under CPython 3.11 and under lang: stdout and the final exception must be equal."""

import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
INTERLOOM = HERE.parents[1] / "build/bin/interloom"
PYTHON = sys.executable  # 3.11, as the test environment is
SKIPPED = {"conformance", "hostile", "__pycache__"}
SCRIPTS = sorted(
    path
    for path in HERE.rglob("*.py")
    if not SKIPPED.intersection(path.relative_to(HERE).parts) and not path.name.startswith(("test_", "conftest"))
    if path.parent != HERE
)
# Scripts that still differ, to be mended: the list may only shrink.
DIFFERENCES = set((HERE / "differences.txt").read_text().split())


def run(command, script):
    done = subprocess.run([*command, script], capture_output=True, text=True, timeout=60, cwd=HERE)
    return done.returncode, done.stdout, final_exception(done.stderr) if done.returncode else ""


def final_exception(text):
    """Type and message of the exception that ended a script: what follows the last frame of the traceback."""
    lines = text.rstrip("\n").split("\n")
    at = max((i for i, line in enumerate(lines) if line.startswith("  ")), default=-1)
    return "\n".join(lines[at + 1 :])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(HERE)))
def test_script(script):
    expected = run([PYTHON, "-I", "-S", "-B", "-W", "ignore"], script)
    ours = run([INTERLOOM, "lang", "run"], script)
    if str(script.relative_to(HERE)) in DIFFERENCES:
        assert ours != expected, "equal now: take it out of differences.txt"
        pytest.xfail("known difference")
    assert ours == expected


def test_there_are_enough():
    assert len(SCRIPTS) >= 1390
