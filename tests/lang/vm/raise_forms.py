def show(call):
    try:
        call()
    except BaseException as error:
        print(type(error).__name__, error, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)


def raise_class():
    raise ValueError


def raise_number():
    raise 5


def raise_str():
    raise "text"


def raise_nothing():
    raise


def raise_from():
    raise ValueError("a") from KeyError("b")


def raise_from_class():
    raise ValueError("a") from KeyError


def raise_from_none():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("a") from None


def raise_from_bad():
    raise ValueError("a") from 5


def raise_in_handler():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("a")


def raise_in_finally():
    try:
        1 / 0
    finally:
        raise ValueError("f")


def helper():
    raise


def bare_in_helper():
    try:
        1 / 0
    except ZeroDivisionError:
        helper()


def context_through_call():
    def inner():
        raise KeyError("inner")

    try:
        1 / 0
    except ZeroDivisionError:
        inner()


def native_context():
    try:
        1 / 0
    except ZeroDivisionError:
        int("x")


class Bad(Exception):
    def __new__(cls):
        return 5


def raise_bad():
    raise Bad


for call in list(globals().values()):
    if callable(call) and getattr(call, "__name__", "").startswith(("raise_", "bare_", "context_", "native_")):
        show(call)
