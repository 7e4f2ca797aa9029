"""What the benchmark areas share: a server, our client as a subprocess, interleaved rounds, rows of ratios.

Every figure is a ratio to a peer measured in the same run: cases are run in random order within a round, so that
noise of the machine meets all alike. Medians, with the quartiles as spread.
"""

import argparse
import contextlib
import json
import os
import pathlib
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("INTERLOOM_BIN", ROOT / "build/bin"))
MODELS = ROOT / "build/models"


def arguments(area):
    parser = argparse.ArgumentParser(prog=f"bench.sh {area}")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line: name, ours, peer, peer_name, ratio, unit, spread"
    )
    parser.add_argument("--rounds", type=int, default=15, help="rounds a cell (default 15)")
    parser.add_argument("--threads", type=int, default=2, help="intra-op threads of both sides (default 2)")
    parser.add_argument("--only", default="", help="only cells whose name contains this")
    return parser.parse_args()


@contextlib.contextmanager
def serving(models, threads, *extra):
    """`interloom serve` on loopback; gives its address."""
    with tempfile.TemporaryDirectory(prefix="interloom-bench-") as data:
        args = [
            str(BIN / "interloom"),
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data",
            data,
            "--threads",
            str(threads),
            *extra,
        ]
        for name, directory in models.items():
            args += ["--model", f"{name}={directory}"]
        process = subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            line = process.stdout.readline()
            match = re.search(r"127\.0\.0\.1:\d+", line)
            if not match:
                raise SystemExit(f"bench: the server did not start: {line!r}")
            yield match.group(0)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class OurClient:
    """interloom-bench: one case a line on its stdin, microseconds of the blocking call on its stdout."""

    def __init__(self, address):
        self.process = subprocess.Popen(
            [str(BIN / "interloom-bench"), "--server", address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, model, case, tokens):
        """Seconds that one job took, seen by the caller."""
        self.process.stdin.write(f"{model} {case} {tokens}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split(maxsplit=1)
        if not answer or answer[0] != "ok":
            raise SystemExit(f"bench: {model} {case} {tokens}: {' '.join(answer) or 'the client ended'}")
        return float(answer[1]) / 1e6

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)


def timed(fn):
    """A call as a function that returns its seconds."""

    def run():
        start = time.perf_counter()
        fn()
        return time.perf_counter() - start

    return run


def measure(cases, rounds, warm=2):
    """{name: function that returns seconds} → {name: sorted seconds}, interleaved at random."""
    for _ in range(warm):
        for fn in cases.values():
            fn()
    seconds = {name: [] for name in cases}
    names = list(cases)
    for _ in range(rounds):
        random.shuffle(names)
        for name in names:
            seconds[name].append(cases[name]())
    return {name: sorted(values) for name, values in seconds.items()}


def quartiles(values):
    q = statistics.quantiles(values, n=4) if len(values) > 1 else [values[0]] * 3
    return q[0], q[2]


class Report:
    def __init__(self, as_json):
        self.as_json = as_json
        if not as_json:
            print(f"{'':40s} {'ours':>10s} {'peer':>10s}  ratio  (quartiles ours, peer)")

    def cell(self, name, seconds, ours="ours", budgets=None, unit="ms"):
        """A row for each peer of a cell measured with measure()."""
        scale = {"ms": 1e3, "us": 1e6}[unit]
        mine = statistics.median(seconds[ours]) * scale
        for peer, values in seconds.items():
            if peer == ours:
                continue
            theirs = statistics.median(values) * scale
            budget = (budgets or {}).get(peer)
            spread = [[q * scale for q in quartiles(v)] for v in (seconds[ours], values)]
            self.row(name, mine, theirs, peer, unit, spread, budget)

    def row(self, name, ours, theirs, peer, unit, spread=None, budget=None):
        ratio = ours / theirs if theirs else float("nan")
        if self.as_json:
            row = dict(
                name=name, ours=round(ours, 4), peer=round(theirs, 4), peer_name=peer, ratio=round(ratio, 4), unit=unit
            )
            if spread:
                row["spread"] = [[round(q, 4) for q in pair] for pair in spread]
            if budget is not None:
                row["budget"] = budget
            print(json.dumps(row), flush=True)
            return
        tail = ""
        if spread:
            tail = "  [{:.2f} – {:.2f}] [{:.2f} – {:.2f}]".format(*spread[0], *spread[1])
        if budget is not None:
            tail += f"  budget {budget} {'met' if ratio <= budget else 'MISSED'}"
        print(f"{name + ' / ' + peer:52s} {ours:9.3f} {theirs:10.3f} {unit} {ratio:6.2f}{tail}", flush=True)


def note(text):
    print(text, file=sys.stderr, flush=True)
