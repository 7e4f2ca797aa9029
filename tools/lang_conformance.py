"""Runs CPython's regression tests of the language under lang and writes docs/lang-conformance.md.

The tests come from Debian's libpython3.11-testsuite; unittest, test.support and stand-ins for modules that lang does not
have come from tests/lang/conformance/harness. Each file runs under CPython with the same harness first: a method that
fails there is the harness's fault and does not count. A class whose run ends early is run again method by method.
"""

import argparse
import ast
import collections
import concurrent.futures
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
HARNESS = ROOT / "tests/lang/conformance/harness"
ABSENT = ROOT / "tests/lang/conformance/absent"  # stand-ins, for lang only
FILES = """grammar syntax fstring generators class descr dict list tuple set int long float unicode slice range exceptions
with scope super property dataclasses enum functools itertools collections re json random math copy contextlib operator patma
named_expressions positional_only_arg keywordonlyarg unpack decorators sort bool""".split()
STRICT = set("grammar fstring generators scope with exceptions dict list tuple slice range functools itertools dataclasses".split())
HELPERS = """list_tests seq_tests mapping_tests string_tests re_tests dataclass_module_1 dataclass_module_1_str dataclass_module_2
dataclass_module_2_str dataclass_textanno ann_module ann_module2 ann_module3 test_grammar test_json""".split()
# Lines that ask at import for what lang has not; without them the rest of the file runs.
EDITS = {
    "test_float": [('float.__getformat__("double").startswith("IEEE")', "True")],
    "test_random": [("SystemRandom_available = True", "SystemRandom_available = False"), ("gen = random.SystemRandom()", "gen = None")],
}
MAIN = """import importlib, unittest
module = importlib.import_module({module!r})
{action}
"""
LIST = "print(*[c.__qualname__ + '.' + n for c, n in unittest.cases_of(module)] + [n for n, t in unittest.doctests_of(module)], sep='\\n')"


class Runner:
    """One test file in a folder of its own, under one interpreter."""

    def __init__(self, folder, command, seconds):
        self.folder, self.command, self.seconds = folder, command, seconds

    def run(self, module, action, seconds=None):
        """(lines of stdout, what stopped it or "")"""
        script = self.folder / f"main_{abs(hash((module, action))) & 0xFFFFFFFF:x}.py"
        script.write_text(MAIN.format(module=module, action=action))
        try:
            done = subprocess.run(
                [*self.command, str(script)],
                cwd=self.folder,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=(seconds or self.seconds) + 30,
            )
            out, error = done.stdout, "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["?"])[-1]
            if done.returncode < 0:
                error = f"killed by signal {-done.returncode}"
        except subprocess.TimeoutExpired as late:
            out, error = (late.stdout or b"").decode(errors="replace"), "time"
        finally:
            script.unlink()
        return out.splitlines(), error


def outcomes(runner, module, known):
    """{name: (ok | FAIL | skip, text)}"""
    lines, error = runner.run(module, LIST)
    if error and not lines:
        return {name: ("FAIL", f"import: {error}") for name in known} or {"(import)": ("FAIL", error)}
    names = [line for line in lines if "." in line]
    groups = collections.defaultdict(list)
    for name in names:
        groups[name.rpartition(".")[0]].append(name)
    found = {}
    for group in groups.values():
        found.update(run_group(runner, module, group))
    return found


def run_group(runner, module, group):
    lines, error = runner.run(module, f"unittest.run_module(module, {group!r})")
    found = {}
    for line in lines:
        kind, _, rest = line.partition(" ")
        name, _, text = rest.partition(": ")
        if kind in ("ok", "FAIL", "skip") and name in group:
            found[name] = (kind, text)
    missing = [name for name in group if name not in found]
    if not missing:
        return found
    if len(group) == 1:
        return {group[0]: ("FAIL", f"stopped: {error}")}
    for name in missing:
        found.update(run_group(runner, module, [name]))
    return found


ASYNC = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)


def is_async(node):
    return any(isinstance(n, ASYNC) or (isinstance(n, ast.comprehension) and n.is_async) for n in ast.walk(node))


def without_async(source):
    """lang refuses async code when it compiles: each function that holds some becomes a skipped one, on the same lines."""
    lines = source.split("\n")

    def visit(body):
        for node in body:
            if isinstance(node, ast.ClassDef) and not isinstance(node, ASYNC):
                visit(node.body)
            elif is_async(node):
                first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
                indent = " " * node.col_offset
                name = getattr(node, "name", None)
                stub = f"def {name}(*args): import unittest; raise unittest.SkipTest('async')" if name else "pass"
                lines[first - 1 : node.end_lineno] = [indent + stub] + [""] * (node.end_lineno - first)

    visit(ast.parse(source).body)
    return "\n".join(lines)


def prepare(folder, suite, name):
    shutil.copytree(HARNESS, folder, dirs_exist_ok=True)
    for item in {*HELPERS, f"test_{name}"}:
        for source in (suite / f"{item}.py", suite / item):
            if source.is_dir():
                shutil.copytree(source, folder / "test" / item, dirs_exist_ok=True)
            elif source.is_file():
                shutil.copy(source, folder / "test")
    for path in (folder / "test").rglob("test_*.py"):
        source = without_async(path.read_text())
        for old, new in EDITS.get(path.stem, []):
            source = source.replace(old, new)
        path.write_text(source)


def modules_of(suite, name):
    if (suite / f"test_{name}.py").is_file():
        return [f"test.test_{name}"]
    return [f"test.test_{name}.{path.stem}" for path in sorted((suite / f"test_{name}").glob("test_*.py"))]


def run_file(suite, name, options):
    with tempfile.TemporaryDirectory(prefix="lang-conformance-") as scratch:
        folder = pathlib.Path(scratch)
        prepare(folder, suite, name)
        limits = ["--max-seconds", str(options.seconds), "--max-steps", str(10**11), "--max-bytes", str(2 << 30)]
        ours = Runner(folder, [str(options.interloom), "lang", "run", "--module-path", scratch, "--module-path", str(ABSENT), *limits], options.seconds)
        theirs = Runner(folder, [options.python, "-B", "-W", "ignore"], options.seconds)
        result = {}
        for module in modules_of(suite, name):
            peer = outcomes(theirs, module, [])
            mine = outcomes(ours, module, list(peer))
            prefix = "" if module == f"test.test_{name}" else module.rpartition(".")[2] + "."
            for test, (kind, text) in peer.items():
                if kind == "FAIL":
                    result[prefix + test] = ("skip", "the harness: fails under CPython too")
                elif kind == "skip":
                    result[prefix + test] = (kind, text)
                else:
                    result[prefix + test] = mine.get(test, ("FAIL", "not found"))
        return result


def percent(ok, failed):
    return 100 * ok / (ok + failed) if ok + failed else 0.0


def report(results):
    lines = [
        "# lang beside CPython's own tests",
        "",
        "Generated by `scripts/lang-conformance.sh`; do not edit. CPython 3.11's regression tests run under lang with a small",
        "`unittest` (tests/lang/conformance/harness). A skip is a test of what lang leaves out on purpose, with its reason.",
        "",
        "| file | passed | failed | skipped | % of those that count | aim |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    totals = collections.Counter()
    details = []
    for name, tests in results.items():
        kinds = collections.Counter(kind for kind, _ in tests.values())
        totals.update(kinds)
        rate = percent(kinds["ok"], kinds["FAIL"])
        aim = 95 if name in STRICT else 85
        lines.append(f"| test_{name} | {kinds['ok']} | {kinds['FAIL']} | {kinds['skip']} | {rate:.1f} | {aim} |")
        failed = {test: text for test, (kind, text) in tests.items() if kind == "FAIL"}
        skipped = collections.Counter(text for kind, text in tests.values() if kind == "skip")
        if failed or skipped:
            details += ["", f"## test_{name}", ""]
        if skipped:
            details.append("Skipped: " + "; ".join(f"{reason or 'no reason given'} ({n})" for reason, n in skipped.most_common()) + ".")
        if failed:
            details += ["", "Failed:", ""] + [f"- `{test}`: {clean(text)}" for test, text in sorted(failed.items())]
    lines.append(f"| **all** | {totals['ok']} | {totals['FAIL']} | {totals['skip']} | {percent(totals['ok'], totals['FAIL']):.1f} | 85 |")
    return "\n".join(lines + details) + "\n"


def clean(text):
    text = text.replace("|", "\\|").replace("`", "'").replace("<", "&lt;")
    return text if len(text) <= 160 else text[:160] + "…"


def main():
    parser = argparse.ArgumentParser(prog="scripts/lang-conformance.sh", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="files to run, as in test_NAME (default: all)")
    parser.add_argument("--suite", type=pathlib.Path, default=pathlib.Path("/usr/lib/python3.11/test"), help="CPython's tests")
    parser.add_argument("--interloom", type=pathlib.Path, default=ROOT / "build/bin/interloom")
    parser.add_argument("--python", default=sys.executable, help="CPython 3.11")
    parser.add_argument("--seconds", type=int, default=60, help="for a class of tests (default 60)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=pathlib.Path, help="where to write the report (default: stdout)")
    parser.add_argument("--json", type=pathlib.Path, help="also every outcome as JSON")
    options = parser.parse_args()
    options.interloom = options.interloom.resolve()
    if not (options.suite / "test_grammar.py").is_file():
        parser.error(f"{options.suite} holds no test_grammar.py: install libpython3.11-testsuite")
    names = options.names or FILES
    results = {}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for name, tests in zip(names, pool.map(lambda name: run_file(options.suite, name, options), names)):
            results[name] = tests
            kinds = collections.Counter(kind for kind, _ in tests.values())
            print(f"test_{name}: {kinds['ok']} passed, {kinds['FAIL']} failed, {kinds['skip']} skipped", file=sys.stderr, flush=True)
    text = report(results)
    if options.out:
        options.out.write_text(text)
    else:
        print(text)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
