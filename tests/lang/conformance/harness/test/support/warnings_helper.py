import contextlib
import warnings


@contextlib.contextmanager
def check_warnings(*filters, **kwargs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


@contextlib.contextmanager
def check_no_warnings(case, message="", category=Warning, force_gc=False):
    yield


check_no_resource_warning = check_no_warnings


def check_syntax_warning(case, statement, errtext="", *, lineno=1, offset=None):
    case.skipTest("warnings of the compiler")


def save_restore_warnings_filters():
    return contextlib.nullcontext()


def ignore_warnings(*, category):
    return lambda test: test
