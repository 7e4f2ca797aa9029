"""gc for tests that only call collect() on the way."""

import unittest


def collect(*args):
    return 0


def enable():
    pass


disable = enable


def isenabled():
    return True


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise unittest.SkipTest("gc")
