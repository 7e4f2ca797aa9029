"""Our syntax trees against CPython's, over its whole standard library, and our errors against CPython's."""
import ast
import doctest
import multiprocessing
import sysconfig
import tokenize
import warnings
from pathlib import Path

import pytest
from astdump import BINARY, cpython, dump, dump_files, dump_sources
from mistakes import MISTAKES

STDLIB = Path(sysconfig.get_paths()["stdlib"])
BATCH = 40
# Messages of 3.11 that the newer grammar has replaced (PEP 701, PEP 758).
ONLY_OLD = {"multiple exception types must be parenthesized"}
# What CPython's symbol table and compiler say, not its parser.
COMPILER = ("is parameter and", "__debug__", "loop", "global", "nonlocal", "keyword argument repeated", "outside function")

pytestmark = pytest.mark.skipif(not BINARY.exists(), reason="ast-dump is not built")


def library_files():
    return sorted(p for p in STDLIB.rglob("*.py") if not {"site-packages", "dist-packages"} & set(p.parts))


def is_utf8(path):
    """Files in another encoding, or that say so, we refuse."""
    try:
        with path.open("rb") as file:
            return tokenize.detect_encoding(file.readline)[0].startswith("utf-8")
    except SyntaxError:  # CPython refuses it too
        return True


def compare_batch(paths):
    """[(path, problem)], how many trees were equal, how many files both refuse."""
    warnings.simplefilter("ignore")
    problems, equal, refused = [], 0, 0
    for path, line in zip(paths, dump_files(paths)):
        if not is_utf8(path):
            continue
        try:
            tree = ast.parse(path.read_bytes())
        except SyntaxError as error:
            refused += 1
            if not line.startswith("!") or int(line.split("|")[1]) != error.lineno:
                problems.append((str(path), f"CPython: {error.msg} on line {error.lineno}; we: {line[:100]}"))
            continue
        wanted = dump(tree)
        if wanted == line:
            equal += 1
            continue
        at = next((i for i, (a, b) in enumerate(zip(wanted, line)) if a != b), min(len(wanted), len(line)))
        problems.append((str(path), f"CPython: {wanted[max(0, at - 80):at + 60]}; we: {line[max(0, at - 80):at + 60]}"))
    return problems, equal, refused


def test_every_file_of_the_standard_library():
    files = library_files()
    assert len(files) > 500
    batches = [files[i:i + BATCH] for i in range(0, len(files), BATCH)]
    with multiprocessing.Pool(2) as pool:
        results = pool.map(compare_batch, batches, chunksize=1)
    problems = [problem for result in results for problem in result[0]]
    assert not problems, "\n".join(f"{path}: {text}" for path, text in problems[:20])
    assert sum(result[1] for result in results) > 500


def test_fast_dump_is_ast_dump():
    source = (STDLIB / "dataclasses.py").read_text()
    source = "\n".join(line for line in source.split("\n") if "f'" not in line and 'f"' not in line)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except SyntaxError:
            tree = ast.parse((STDLIB / "heapq.py").read_text())
    if "type_params" in ast.FunctionDef._fields:
        pytest.skip("this Python's ast.dump prints newer fields")
    assert dump(tree) == ast.dump(tree, include_attributes=True)


def doctest_sources():
    path = STDLIB / "test" / "test_syntax.py"
    if not path.exists():
        return []
    text = ast.get_docstring(ast.parse(path.read_text()), clean=False)
    return [example.source for example in doctest.DocTestParser().get_examples(text)]


def test_snippets_of_test_syntax():
    sources = doctest_sources()
    if not sources:
        pytest.skip("this Python has no test_syntax.py")
    same, skipped, wrong = 0, [], []
    for source, got in zip(sources, dump_sources(sources)):
        want = cpython(source)
        if not isinstance(want, tuple):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    compile(source, "snippet", "exec", dont_inherit=True)
            except SyntaxError as error:
                skipped.append(error.msg)
            assert got == want, source
        elif want[2] in ONLY_OLD:
            skipped.append(want[2])
        elif want == got:
            same += 1
        else:
            wrong.append((source, want, got))
    assert not wrong, wrong[:5]
    assert same > 200
    unexpected = [m for m in skipped if m not in ONLY_OLD and not any(word in m for word in COMPILER)]
    assert not unexpected, unexpected


def test_mistakes():
    """Type, line and message of every mistake in mistakes.py, as this CPython says them."""
    wrong = []
    for source, got in zip(MISTAKES, dump_sources(MISTAKES)):
        want = cpython(source)
        if want != got and not (isinstance(want, tuple) and want[2] in ONLY_OLD):
            wrong.append((source, want, got))
    assert not wrong, wrong[:5]
    assert sum(isinstance(cpython(source), tuple) for source in MISTAKES) > 300
