#!/usr/bin/env python3
"""Count test cases from the reports of one run, and name those that failed.

Reads FOLDER/*.xml (GoogleTest, one file a program), FOLDER/ctest.junit and FOLDER/pytest.junit. A file
NAME.broken says that suite NAME ended with an error: if no case accounts for it, it counts as one. The last
line is "N passed, N failed, N skipped"; the exit status is 1 if a case failed or none ran.

usage: count_tests.py FOLDER
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter


def outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.find("skipped") is not None or case.get("status") == "notrun" or case.get("result") == "skipped":
        return "skipped"
    return "passed"


def count(report: pathlib.Path, label: str) -> Counter:
    total: Counter = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        result = outcome(case)
        total[result] += 1
        if result == "failed":
            name = f"{case.get('classname')}.{case.get('name')}".strip(".")
            print(f"failed: {label}{name}")
    return total


def readable(report: pathlib.Path) -> bool:
    try:
        ElementTree.parse(report)
    except (OSError, ElementTree.ParseError):
        return False
    return True


def count_ctest(folder: pathlib.Path) -> Counter:
    """GoogleTest's cases; a program that crashed, hung or writes no report counts as one case."""
    total: Counter = Counter()
    for program in ElementTree.parse(folder / "ctest.junit").iter("testcase"):
        name = program.get("name", "")
        failed = outcome(program) == "failed" or program.get("status") == "fail"
        report = folder / f"{name}.xml"
        cases = count(report, f"{name}: ") if readable(report) else Counter()
        if failed and not cases["failed"]:
            print(f"failed: {name}: the program itself (crash, time-out or no report)")
            cases["failed"] += 1
        elif not cases:
            cases[outcome(program)] += 1
        total += cases
    return total


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    total: Counter = Counter()
    if readable(folder / "ctest.junit"):
        total += count_ctest(folder)
    if readable(folder / "pytest.junit"):
        total += count(folder / "pytest.junit", "")
    for broken in sorted(folder.glob("*.broken")):
        if not total["failed"]:
            print(f"failed: {broken.stem}: ended with an error before it could report")
            total["failed"] += 1
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    sys.exit(total["failed"] > 0 or total["passed"] == 0)


if __name__ == "__main__":
    main()
