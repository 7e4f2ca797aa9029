"""Random programs about classes (random_classes.py) print the same under CPython 3.11 and under lang."""

import os
import pathlib
import subprocess
import sys

import pytest

from random_classes import Program

HERE = pathlib.Path(__file__).parent
INTERLOOM = HERE.parents[1] / "build/bin/interloom"
FIRST = int(os.environ.get("INTERLOOM_LANG_SEED", "0"))  # other programs



@pytest.mark.parametrize("seed", range(FIRST, FIRST + 40))
def test_same_output(seed, tmp_path):
    script = tmp_path / "program.py"
    script.write_text(Program(seed).text())

    def output(*command):
        done = subprocess.run([*command, script], capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout

    expected = output(sys.executable, "-I", "-S", "-W", "ignore")
    assert len(expected[1]) > 500
    assert output(INTERLOOM, "lang", "run") == expected
