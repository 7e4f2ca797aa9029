"""lang beside CPython 3.11: small programs (tools/bench/lang), and what starting a job costs.

Each program runs in a process of its own and times `work()` itself, so that starting a process does not count.
"""

import math
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

from _common import BIN, Report, arguments, measure

PROGRAMS = pathlib.Path(__file__).parent / "lang"
PYTHON = sys.executable
RUN = """

import time

for _ in range(2):
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
print(seconds)
"""
GEOMETRIC_MEAN, WORST = 1.5, 4.0
START_BUDGETS = {"a 20-line job, not cached": 300, "a 20-line job, cached": 15}


def seconds_of(command, script):
    def run():
        out = subprocess.run([*command, script], capture_output=True, text=True)
        if out.returncode:
            raise SystemExit(f"bench: {script}: {out.stderr}")
        return float(out.stdout)

    return run


def programs(options, report, folder):
    ratios = []
    ours = [BIN / "interloom", "lang", "run", "--max-steps", str(10**12)]
    for program in sorted(PROGRAMS.glob("*.py")):
        if options.only not in program.stem:
            continue
        script = folder / program.name
        script.write_text(program.read_text() + RUN)
        cases = {"ours": seconds_of(ours, script), "CPython 3.11": seconds_of([PYTHON, "-I", "-S"], script)}
        seconds = measure(cases, options.rounds, warm=1)
        report.cell(program.stem, seconds, budgets={"CPython 3.11": WORST})
        ratios.append(statistics.median(seconds["ours"]) / statistics.median(seconds["CPython 3.11"]))
    if ratios:
        mean = math.exp(statistics.fmean(math.log(ratio) for ratio in ratios))
        report.row("geometric mean", mean, 1.0, "CPython 3.11", "x", budget=GEOMETRIC_MEAN)


def starts(report):
    out = subprocess.run([BIN / "lang-start-bench"], capture_output=True, text=True, check=True).stdout
    for name, micros in re.findall(r"^(.*): ([\d.]+) us$", out, re.M):
        report.row(name, float(micros), START_BUDGETS[name], "the budget", "us", budget=1.0)


def main():
    options = arguments("lang")
    report = Report(options.json)
    with tempfile.TemporaryDirectory(prefix="interloom-bench-") as folder:
        programs(options, report, pathlib.Path(folder))
    if not options.only:
        starts(report)


if __name__ == "__main__":
    main()
