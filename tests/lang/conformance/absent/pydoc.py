"""Stands for CPython's module of this name: a test that uses it is skipped."""

import unittest


class _Absent:
    """What the name gives: any use of it skips the test."""

    def __call__(self, *args, **kwargs):
        raise unittest.SkipTest("pydoc")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise unittest.SkipTest("pydoc")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Absent()
