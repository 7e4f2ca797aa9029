"""sys: what of it means something inside a job. Nothing here shows or changes the worker."""

import _sys
from _sys import getrecursionlimit, intern, maxsize, stderr, stdout


class _Fields(tuple):
    """A tuple whose items also have names: what CPython's structures of this module look like."""

    _names = ()

    def __getattr__(self, name):
        try:
            return self[self._names.index(name)]
        except ValueError:
            raise AttributeError(f"'{type(self).__module__}.{type(self).__name__}' object has no attribute '{name}'") from None

    def __repr__(self):
        items = ", ".join(f"{name}={value!r}" for name, value in zip(self._names, self))
        return f"sys.{type(self).__name__}({items})"


class version_info(_Fields):
    _names = ("major", "minor", "micro", "releaselevel", "serial")


class float_info(_Fields):
    _names = ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds")


class int_info(_Fields):
    _names = ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold")


class hash_info(_Fields):
    _names = ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff")


class flags(_Fields):
    _names = ("debug", "inspect", "interactive", "optimize", "bytes_warning", "utf8_mode")


class _Implementation:
    name = "interloom"
    cache_tag = None


version_info = version_info((3, 11, 0, "final", 0))
float_info = float_info(
    (_sys.float_max, 1024, 308, _sys.float_min, -1021, -307, 15, 53, _sys.float_epsilon, 2, 1)
)
int_info = int_info((30, 4, _sys.max_str_digits, 640))
hash_info = hash_info((64, (1 << 61) - 1, 314159, 0, 1000003, "siphash13", 64, 128, 0))
flags = flags((0, 0, 0, 0, 0, 1))
implementation = _Implementation()
implementation.version = version_info
hexversion = 0x030B00F0
version = "3.11.0 (Interloom)"
platform = "interloom"
byteorder = "little"
maxunicode = 0x10FFFF
float_repr_style = "short"
argv = [""]
path = []
warnoptions = []
stdin = None
__stdout__, __stderr__, __stdin__ = stdout, stderr, None


def exc_info():
    error = _sys.handled_exception()
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


def exception():
    return _sys.handled_exception()


def exit(status=None):
    raise SystemExit(status)


def getdefaultencoding():
    return "utf-8"


def setrecursionlimit(limit):
    """Accepted and without effect: the job's budget sets the depth."""
    if not isinstance(limit, int):
        raise TypeError(f"'{type(limit).__name__}' object cannot be interpreted as an integer")
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")


def get_int_max_str_digits():
    return _sys.max_str_digits


def gettrace():
    return None


getprofile = gettrace


def displayhook(value):
    if value is not None:
        stdout.write(repr(value) + "\n")
