"""Tests that need files are skipped when they ask for them."""

import unittest

TESTFN = "@test"


def requires_working_threading(*args, **kwargs):
    return unittest.skip("files")


def _absent(*args, **kwargs):
    if len(args) == 1 and callable(args[0]) and not kwargs:
        return unittest.skip("files")(args[0])
    raise unittest.SkipTest("files")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _absent
