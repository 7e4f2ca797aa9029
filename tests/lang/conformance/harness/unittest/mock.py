"""unittest.mock: tests that need it are skipped."""

from unittest import skip


class _Absent:
    def __call__(self, *args, **kwargs):
        return skip("unittest.mock")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: skip("unittest.mock")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Absent()


patch = _Absent()
