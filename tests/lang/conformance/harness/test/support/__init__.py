"""The part of test.support that CPython's tests of the language need."""

import contextlib
import io
import sys
import unittest
from unittest import SkipTest

verbose = 0
_1M, _1G, _2G, _4G = 1 << 20, 1 << 30, 1 << 31, 1 << 32
MAX_Py_ssize_t = sys.maxsize
TEST_HOME_DIR = "."
max_memuse = 0
is_emscripten = is_wasi = is_jython = is_android = False
has_subprocess_support = has_fork_support = False
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
SHORT_TIMEOUT = LONG_TIMEOUT = 30.0
Py_DEBUG = False
SuppressCrashReport = contextlib.nullcontext
_skip = unittest.skip


class Error(Exception):
    pass


class TestFailed(Error):
    pass


class ResourceDenied(SkipTest):
    pass


def cpython_only(test):
    return _skip("CPython only")(test)


def impl_detail(msg=None, **guards):
    return _skip("CPython only")


def check_impl_detail(**guards):
    return False


def no_tracing(test):
    return test


requires_IEEE_754 = no_tracing


def _skip_always(reason):
    return lambda test: _skip(reason)(test)


refcount_test = _skip_always("reference counts")
bigaddrspacetest = _skip_always("memory")
anticipate_failure = lambda condition: _skip("anticipated") if condition else no_tracing
requires_docstrings = no_tracing
skip_if_sanitizer = skip_if_buildbot = lambda *args, **kwargs: no_tracing


def bigmemtest(size=0, memuse=0, dry_run=True):
    return _skip("memory")


def requires_resource(resource):
    return _skip("resource " + resource)


def requires_subprocess():
    return _skip("processes")


def requires_limited_api(test):
    return _skip("C API")(test)


def run_with_locale(*args, **kwargs):
    return _skip("locale")


def run_with_tz(*args, **kwargs):
    return _skip("clock")


def requires(resource, msg=None):
    raise ResourceDenied(resource)


def is_resource_enabled(resource):
    return False


def gc_collect():
    pass


@contextlib.contextmanager
def disable_gc():
    yield


@contextlib.contextmanager
def infinite_recursion(max_depth=100):
    yield


@contextlib.contextmanager
def adjust_int_max_str_digits(limit):
    raise SkipTest("limit of digits")
    yield


def set_recursion_limit(limit):
    return contextlib.nullcontext()


@contextlib.contextmanager
def swap_attr(target, name, value):
    missing = object()
    old = getattr(target, name, missing)
    setattr(target, name, value)
    try:
        yield None if old is missing else old
    finally:
        if old is missing:
            delattr(target, name)
        else:
            setattr(target, name, old)


@contextlib.contextmanager
def swap_item(target, key, value):
    had, old = key in target, target.get(key)
    target[key] = value
    try:
        yield old
    finally:
        if had:
            target[key] = old
        else:
            del target[key]


@contextlib.contextmanager
def captured_output(name):
    old = getattr(sys, name)
    new = io.StringIO()
    setattr(sys, name, new)
    try:
        yield new
    finally:
        setattr(sys, name, old)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    raise SkipTest("files")


def check_syntax_error(case, statement, errtext="", *, lineno=None, offset=None):
    with case.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    error = caught.exception
    case.assertIsNotNone(error.lineno)
    if lineno is not None:
        case.assertEqual(error.lineno, lineno)
    if offset is not None:
        case.assertEqual(error.offset, offset)


def check_sizeof(test, o, size):
    raise SkipTest("sizes of objects")


def calcobjsize(fmt):
    raise SkipTest("sizes of objects")


calcvobjsize = calcobjsize


def check__all__(case, module, name_of_module=None, extra=(), not_exported=()):
    raise SkipTest("names of CPython's modules")


def run_unittest(*classes):
    pass


def run_doctest(module, verbosity=None, optionflags=0):
    pass


def sortdict(mapping):
    return "{" + ", ".join(f"{key!r}: {value!r}" for key, value in sorted(mapping.items())) + "}"


def optim_args_from_interpreter_flags():
    return []


class _Equal:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NeverEqual:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


class _Extreme:
    def __init__(self, above):
        self.above = above

    def __eq__(self, other):
        return self is other

    def __lt__(self, other):
        return not self.above and self is not other

    def __le__(self, other):
        return not self.above or self is other

    def __gt__(self, other):
        return self.above and self is not other

    def __ge__(self, other):
        return self.above or self is other


ALWAYS_EQ, NEVER_EQ, LARGEST, SMALLEST = _Equal(), _NeverEqual(), _Extreme(True), _Extreme(False)


class FakePath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


class CustomIndex:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


_SUBMODULES = ("import_helper", "os_helper", "script_helper", "socket_helper", "threading_helper", "warnings_helper")


def __getattr__(name):
    if name.startswith("__") or name in _SUBMODULES:
        raise AttributeError(name)
    reason = "test.support." + name

    def absent(*args, **kwargs):
        if name.startswith(("requires", "skip")) and not (len(args) == 1 and callable(args[0])):
            return _skip(reason)
        if len(args) == 1 and callable(args[0]):
            return _skip(reason)(args[0])
        raise SkipTest(reason)

    return absent
