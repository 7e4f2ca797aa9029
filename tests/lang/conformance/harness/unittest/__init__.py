"""The part of unittest that CPython's own tests of the language need, for running them under lang.

It belongs to the tests: the product's import list does not have it. Outcomes go to stdout as one line each:
`ok NAME`, `FAIL NAME: text`, `skip NAME: reason`.
"""

import contextlib
import functools
import re
import warnings as _warnings


class SkipTest(Exception):
    pass


def skip(reason):
    def decorate(item):
        if isinstance(item, type):
            item.__unittest_skip__ = reason
            return item

        @functools.wraps(item)
        def wrapper(*args, **kwargs):
            raise SkipTest(reason)

        return wrapper

    if callable(reason):
        item, reason = reason, ""
        return decorate(item)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(item):
    @functools.wraps(item)
    def wrapper(self, *args, **kwargs):
        try:
            item(self, *args, **kwargs)
        except SkipTest:
            raise
        except Exception:
            return
        raise AssertionError("unexpected success")

    return wrapper


def _describe(message, standard):
    return standard if message is None else f"{standard} : {message}"


class _Raises:
    """assertRaises, assertRaisesRegex and their context managers."""

    def __init__(self, case, expected, pattern=None, msg=None):
        self.case, self.expected, self.pattern, self.msg = case, expected, pattern, msg
        self.exception = None

    def run(self, args, kwargs):
        if not args:
            self.msg = kwargs.pop("msg", None)
            return self
        function, *rest = args
        with self:
            function(*rest, **kwargs)
        return None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            names = getattr(self.expected, "__name__", str(self.expected))
            raise self.case.failureException(_describe(self.msg, f"{names} not raised"))
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None:
            pattern = re.compile(self.pattern) if isinstance(self.pattern, (str, bytes)) else self.pattern
            if not pattern.search(str(value)):
                raise self.case.failureException(f"{pattern.pattern!r} does not match {str(value)!r}")
        return True


class _Warns:
    def __init__(self, case, expected, pattern=None):
        self.case, self.expected, self.pattern = case, expected, pattern
        self.warning = self.filename = None

    def run(self, args, kwargs):
        if not args:
            return self
        function, *rest = args
        with self:
            function(*rest, **kwargs)
        return None

    def __enter__(self):
        self.manager = _warnings.catch_warnings(record=True)
        self.warnings = self.manager.__enter__()
        _warnings.simplefilter("always")
        return self

    def __exit__(self, kind, value, traceback):
        self.manager.__exit__(kind, value, traceback)
        if kind is not None:
            return False
        first = None
        for entry in self.warnings:
            caught = entry.message
            if not isinstance(caught, self.expected):
                continue
            first = first or caught
            if self.pattern is not None and not re.search(self.pattern, str(caught)):
                continue
            self.warning, self.filename, self.lineno = caught, entry.filename, entry.lineno
            return False
        raise self.case.failureException(f"{self.expected} not warned" + (f" with that text, but {first}" if first else ""))


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = None

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return f"{type(self).__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        return None

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, manager):
        value = type(manager).__enter__(manager)
        self.addCleanup(type(manager).__exit__, manager, None, None, None)
        return value

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    @contextlib.contextmanager
    def subTest(self, msg=None, **params):
        try:
            yield
        except SkipTest:
            pass

    def addTypeEqualityFunc(self, kind, function):
        pass

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _check(self, condition, msg, standard):
        if not condition:
            raise self.failureException(_describe(msg, standard))

    def assertTrue(self, value, msg=None):
        self._check(value, msg, f"{value!r} is not true")

    def assertFalse(self, value, msg=None):
        self._check(not value, msg, f"{value!r} is not false")

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, msg, f"{first!r} != {second!r}")

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, f"{first!r} == {second!r}")

    def assertIs(self, first, second, msg=None):
        self._check(first is second, msg, f"{first!r} is not {second!r}")

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, msg, f"unexpectedly identical: {first!r}")

    def assertIsNone(self, value, msg=None):
        self._check(value is None, msg, f"{value!r} is not None")

    def assertIsNotNone(self, value, msg=None):
        self._check(value is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, f"{member!r} not found in {container!r}")

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, f"{member!r} unexpectedly found in {container!r}")

    def assertIsInstance(self, value, kind, msg=None):
        self._check(isinstance(value, kind), msg, f"{value!r} is not an instance of {kind!r}")

    def assertNotIsInstance(self, value, kind, msg=None):
        self._check(not isinstance(value, kind), msg, f"{value!r} is an instance of {kind!r}")

    def assertLess(self, first, second, msg=None):
        self._check(first < second, msg, f"{first!r} not less than {second!r}")

    def assertLessEqual(self, first, second, msg=None):
        self._check(first <= second, msg, f"{first!r} not less than or equal to {second!r}")

    def assertGreater(self, first, second, msg=None):
        self._check(first > second, msg, f"{first!r} not greater than {second!r}")

    def assertGreaterEqual(self, first, second, msg=None):
        self._check(first >= second, msg, f"{first!r} not greater than or equal to {second!r}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        difference = abs(first - second)
        close = difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0
        self._check(close, msg, f"{first!r} != {second!r} within {places if delta is None else delta!r}")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        difference = abs(first - second)
        close = difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0
        self._check(first != second and not close, msg, f"{first!r} == {second!r}")

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        same = len(first) == len(second) and all(a == b for a, b in zip(first, second))
        self._check(same, msg, f"{first!r} != {second!r}")

    assertListEqual = assertTupleEqual = assertSequenceEqual

    def assertSetEqual(self, first, second, msg=None):
        self._check(not first.difference(second) and not second.difference(first), msg, f"{first!r} != {second!r}")

    def assertDictEqual(self, first, second, msg=None):
        self.assertIsInstance(first, dict)
        self.assertIsInstance(second, dict)
        self._check(first == second, msg, f"{first!r} != {second!r}")

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertEqual(first, second, msg)

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        for item in list(first):
            self._check(item in rest, msg, f"{item!r} is missing or too often")
            rest.remove(item)
        self._check(not rest, msg, f"not in the first: {rest!r}")

    def assertRegex(self, text, pattern, msg=None):
        found = re.search(pattern, text) if isinstance(pattern, (str, bytes)) else pattern.search(text)
        self._check(found, msg, f"{pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, pattern, msg=None):
        found = re.search(pattern, text) if isinstance(pattern, (str, bytes)) else pattern.search(text)
        self._check(not found, msg, f"{pattern!r} found in {text!r}")

    def assertRaises(self, expected, *args, **kwargs):
        return _Raises(self, expected).run(args, kwargs)

    def assertRaisesRegex(self, expected, pattern, *args, **kwargs):
        return _Raises(self, expected, pattern).run(args, kwargs)

    def assertWarns(self, expected, *args, **kwargs):
        return _Warns(self, expected).run(args, kwargs)

    def assertWarnsRegex(self, expected, pattern, *args, **kwargs):
        return _Warns(self, expected, pattern).run(args, kwargs)

    def assertNoLogs(self, *args, **kwargs):
        raise SkipTest("logging")

    assertLogs = assertNoLogs
    assertEquals = assertEqual
    failUnlessEqual = assertEqual


class IsolatedAsyncioTestCase(TestCase):
    __unittest_skip__ = "async"


class TestSuite:
    def __init__(self, tests=()):
        self.tests = list(tests)

    def addTest(self, test):
        self.tests.append(test)

    def addTests(self, tests):
        self.tests.extend(tests)


class TestLoader:
    def loadTestsFromTestCase(self, case):
        return TestSuite()


defaultTestLoader = TestLoader()
makeSuite = findTestCases = lambda *args, **kwargs: TestSuite()


def main(*args, **kwargs):
    pass


def _one_line(text):
    text = text.replace("\n", "\\n")
    return text if len(text) <= 300 else text[:300] + "..."


def _outcome(case, name):
    """One line: ok, FAIL or skip with the name and the reason."""
    reason = getattr(type(case), "__unittest_skip__", None)
    try:
        if reason is not None:
            raise SkipTest(reason)
        case.setUp()
        try:
            getattr(case, name)()
        finally:
            try:
                case.tearDown()
            finally:
                case.doCleanups()
    except SkipTest as skipped:
        return f"skip {case.id()}: {_one_line(str(skipped))}"
    except Exception as error:
        return f"FAIL {case.id()}: {_one_line(type(error).__name__ + ': ' + str(error))}"
    except BaseException as error:
        return f"FAIL {case.id()}: {_one_line(type(error).__name__ + ': ' + str(error))}"
    return f"ok {case.id()}"


def cases_of(module):
    """(class, method name) of all tests, in order of definition."""
    found = []
    for value in list(vars(module).values()):
        if isinstance(value, type) and issubclass(value, TestCase):
            found += [(value, name) for name in dir(value) if name.startswith("test") and callable(getattr(value, name))]
    return found


def run_module(module, only=None):
    """Runs the tests whose "Class.method" is in `only` (None: all) and prints an outcome for each."""
    setup = getattr(module, "setUpModule", None)
    if setup is not None:
        setup()
    current = ready = None
    for cls, name in cases_of(module):
        label = f"{cls.__qualname__}.{name}"
        if only is not None and label not in only:
            continue
        if cls is not current:
            if current is not None and ready:
                current.tearDownClass()
            current, ready = cls, True
            try:
                cls.setUpClass()
            except Exception as error:
                ready = False
                problem = f"{type(error).__name__}: {error}"
        print(_outcome(cls(name), name) if ready else f"FAIL {label}: setUpClass: {problem}")
    if current is not None and ready:
        current.tearDownClass()
    _run_doctests(module, only)


def doctests_of(module):
    """(name, text) of the docstrings with examples that CPython's file runs itself."""
    if not hasattr(module, "doctest"):
        return []
    texts = {"__doc__": module.__doc__ or ""}
    texts.update(getattr(module, "__test__", {}))
    return [(f"doctest.{name}", text) for name, text in texts.items() if isinstance(text, str) and ">>> " in text]


def _run_doctests(module, only):
    for label, text in doctests_of(module):
        if only is not None and label not in only:
            continue
        try:
            wrong, count = module.doctest.failures(text, vars(module))
        except SkipTest as skipped:
            print(f"skip {label}: {_one_line(str(skipped))}")
            continue
        print(f"FAIL {label}: {len(wrong)} of {count}: {_one_line(wrong[0])}" if wrong else f"ok {label}")
