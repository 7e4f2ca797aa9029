"""Modules by name: there is one of each here, whatever the test asks to be blocked."""

import contextlib
import importlib
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error))


def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


@contextlib.contextmanager
def _nothing(*args, **kwargs):
    yield


CleanImport = DirsOnSysPath = _nothing
