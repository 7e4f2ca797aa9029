"""Runs lang's Python-written library modules under CPython, so that they are testable without the interpreter.

    python3 tests/lang/pylib_under_cpython.py run SCRIPT.py              a script, all modules replaced
    python3 tests/lang/pylib_under_cpython.py unittest NAME [-r MODS]    CPython's own test.test_NAME, MODS replaced
    python3 tests/lang/pylib_under_cpython.py compare FOLDER_OR_FILE...  each script with and without replacement

The modules under worker/lang/modules/py take the place of CPython's in sys.modules; their native halves
(_collections, _functools, _re, _json, _random) are stood in for by CPython's own, through the shims below.
"""

import argparse
import functools
import importlib.abc
import importlib.util
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import types
import unittest.mock  # the harness itself runs on CPython's modules: loaded before any is replaced

PY = pathlib.Path(__file__).resolve().parents[2] / "worker" / "lang" / "modules" / "py"

# Replacing these would take the ground from under CPython's own harness, so only a run that names them does.
NEVER_BY_DEFAULT = {"io", "sys", "weakref", "warnings", "types"}


def own_modules():
    """Name to path of every module we wrote."""
    found = {}
    for path in sorted(PY.rglob("*.py")):
        parts = list(path.relative_to(PY).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        found[".".join(parts)] = path
    return found


def native_shims():
    """What the C++ halves offer, made of CPython's own modules."""
    import _collections
    import _functools

    native_functools = types.ModuleType("_functools")
    native_functools.__dict__.update(vars(_functools))
    native_functools.lru_cache = functools.lru_cache
    shims = {"_functools": native_functools}
    shims.update(pattern_shim(), **json_shim(), **random_shim())
    return shims


def pattern_shim():
    """_re from CPython's re: flags as ints, errors as the class that was set."""
    module = types.ModuleType("_re")
    module.Pattern, module.Match, module.error = re.Pattern, re.Match, ValueError
    module.set_error_class = lambda cls: setattr(module, "error", cls)

    def translated(function):
        def call(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except re.error as error:
                raise module.error(error.msg, error.pattern, error.pos) from None
        call.__name__ = function.__name__
        return call

    for name in "compile match search fullmatch findall finditer split sub subn escape purge".split():
        setattr(module, name, translated(getattr(re, name)))
    return {"_re": module}


def random_shim():
    """_random whose seed takes what CPython's random.Random.seed takes."""
    import _random

    class Random(_random.Random):
        def seed(self, a=None, version=2):
            reference = random.Random()
            reference.seed(a, version)
            super().setstate(reference.getstate()[1])

    module = types.ModuleType("_random")
    module.Random = Random
    return {"_random": module}


def json_shim():
    """_json from CPython's json."""
    module = types.ModuleType("_json")
    decoder, encoder = json.decoder, json.encoder
    module.error = None
    module.set_error_class = lambda cls: setattr(module, "error", cls)
    module.encode_basestring = encoder.py_encode_basestring
    module.encode_basestring_ascii = encoder.py_encode_basestring_ascii
    module.skip_space = lambda s, idx: decoder.WHITESPACE.match(s, idx).end()

    def scan(s, idx, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant):
        reader = json.JSONDecoder(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, strict=strict,
                                  parse_constant=parse_constant, object_pairs_hook=object_pairs_hook)
        try:
            return reader.scan_once(s, idx)
        except StopIteration as stop:
            raise module.error("Expecting value", s, stop.value) from None
        except json.JSONDecodeError as error:
            raise module.error(error.msg, error.doc, error.pos) from None

    def scanstring(s, end, strict=True):
        try:
            return decoder.scanstring(s, end, strict)
        except json.JSONDecodeError as error:
            raise module.error(error.msg, error.doc, error.pos) from None

    def encode(obj, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, default,
               sort_keys):
        return json.JSONEncoder(
            skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent,
            separators=(item_separator, key_separator), default=default, sort_keys=sort_keys).encode(obj)

    module.scan, module.scanstring, module.encode = scan, scanstring, encode
    return {"_json": module}


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, names):
        self.paths = own_modules()
        self.names = names

    def find_spec(self, fullname, path=None, target=None):
        if fullname not in self.names:
            return None
        file = self.paths[fullname]
        where = [str(file.parent)] if file.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(fullname, file, submodule_search_locations=where)


def install(names):
    """Puts our modules `names` (and their packages and private parts) before CPython's."""
    ours = own_modules()
    wanted = {n for n in ours if n in names or n.split(".")[0] in names or n not in sys.stdlib_module_names and "." not in n}
    for name in wanted:
        sys.modules.pop(name, None)
    sys.modules.update(native_shims())
    sys.dont_write_bytecode = True
    sys.meta_path.insert(0, Finder(wanted))


def run_script(path, names):
    install(names)
    source = pathlib.Path(path).read_text()
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    exec(compile(source, path, "exec"), module.__dict__)


def run_unittest(name, names, patterns, verbosity):
    install(names)
    # Tests that try both a C and a Python half get the same module for both: ours has no Python stand-in for its native half.
    from test.support import import_helper
    import_helper.import_fresh_module = lambda name, *args, **kwargs: importlib.import_module(name)
    if name == "test_random":  # refused by ours, but test_random makes one while it is imported
        importlib.import_module("random").SystemRandom = random.SystemRandom
    if name == "test_typing":  # what its set-up reaches into
        typing = importlib.import_module("typing")
        typing._cleanups, typing._idfunc = [], typing.cast
    module = importlib.import_module("test." + name)
    loader = unittest.TestLoader()
    if patterns:
        loader.testNamePatterns = [f"*{p}*" for p in patterns]
    suite = loader.loadTestsFromModule(module)
    stream = sys.stdout if verbosity else io.StringIO()
    result = unittest.TextTestRunner(verbosity=verbosity, stream=stream).run(suite)
    bad = {}
    for test, trace in result.failures + result.errors:
        bad.setdefault(test.id().split(" ")[0].removeprefix("test."), trace.strip().splitlines()[-1])
    for test, last in bad.items():
        print(f"  {test}: {last}"[:230])
    ran = result.testsRun - len(result.skipped)
    print(f"{name}: {ran - len(bad)} of {ran} pass, {len(result.skipped)} skipped")
    return len(bad)


def outcome(arguments):
    """Stdout and the final exception's type and text."""
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=60, env=environment)
    last = done.stderr.strip().splitlines()[-1:] if done.returncode else []
    return done.stdout, last


def compare(paths):
    files = []
    for path in map(pathlib.Path, paths):
        files += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    failed = []
    for file in files:
        reference = outcome([str(file)])
        ours = outcome([__file__, "run", str(file)])
        if reference != ours:
            failed.append(file)
            print(f"--- {file}\nCPython: {reference}\nours:    {ours}")
    print(f"{len(files) - len(failed)} of {len(files)} scripts agree")
    return len(failed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["run", "unittest", "compare"])
    parser.add_argument("names", nargs="+")
    parser.add_argument("-r", "--replace", help="comma-separated modules; default: all that can be (run), the tested one (unittest)")
    parser.add_argument("-k", dest="patterns", action="append", default=[])
    parser.add_argument("-q", dest="quiet", action="store_true")
    options = parser.parse_args()
    if options.mode == "compare":
        return compare(options.names)
    everything = set(own_modules()) - NEVER_BY_DEFAULT
    if options.replace:
        names = everything if options.replace == "all" else set(options.replace.split(","))
    else:
        names = everything if options.mode == "run" else {options.names[0].removeprefix("test_")}
    sys.path.insert(0, str(pathlib.Path(options.names[0]).parent))
    if options.mode == "run":
        return run_script(options.names[0], names)
    return run_unittest(options.names[0], names, options.patterns, 0 if options.quiet else 1)


if __name__ == "__main__":
    sys.exit(main())
