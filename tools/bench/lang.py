"""Python scripts under lang beside CPython 3.11: whole processes, less what an empty script takes under each."""

import pathlib
import shutil
import statistics
import subprocess
import sys
import time

from _common import BIN, Report, arguments, measure, note

SCRIPTS = pathlib.Path(__file__).with_name("lang")
BUDGET_EACH, BUDGET_MEAN = 4.0, 1.5


def python():
    for name in ("python3.11", "python3"):
        found = shutil.which(name)
        if found and "3.11" in subprocess.run([found, "--version"], capture_output=True, text=True).stdout:
            return [found, "-I", "-S"]
    raise SystemExit("bench: CPython 3.11 is the peer of this area and is not installed")


def ours():
    small = BIN / "lang-run"
    limits = ["--max-steps", str(10**12)]
    return [str(small)] if small.exists() else [str(BIN / "interloom"), "lang", "run", *limits]


def runner(command, script):
    def run():
        start = time.perf_counter()
        subprocess.run([*command, str(script)], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    return run


def same_output(commands, script):
    outputs = {subprocess.run([*command, str(script)], capture_output=True).stdout for command in commands}
    return len(outputs) == 1


def main():
    args = arguments("lang")
    commands = {"ours": ours(), "cpython 3.11": python()}
    report = Report(args.json)
    empty = measure({name: runner(c, SCRIPTS / "empty.py") for name, c in commands.items()}, args.rounds)
    start = {name: statistics.median(values) for name, values in empty.items()}
    note("start: " + ", ".join(f"{name} {1e3 * s:.1f} ms" for name, s in start.items()))
    ratios = []
    for script in sorted(SCRIPTS.glob("*.py")):
        if script.stem == "empty" or args.only not in script.stem:
            continue
        if not same_output(commands.values(), script):
            note(f"{script.stem}: outputs differ")
            continue
        seconds = measure({name: runner(c, script) for name, c in commands.items()}, args.rounds, warm=1)
        net = {name: [v - start[name] for v in values] for name, values in seconds.items()}
        report.cell(script.stem, net, budgets={"cpython 3.11": BUDGET_EACH})
        ratios.append(statistics.median(net["ours"]) / statistics.median(net["cpython 3.11"]))
    if ratios:
        report.row("geometric mean", statistics.geometric_mean(ratios), 1.0, "cpython 3.11", "x", budget=BUDGET_MEAN)


if __name__ == "__main__":
    sys.exit(main())
