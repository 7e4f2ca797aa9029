def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class No:
    pass


class NotTuple:
    __match_args__ = 5


class NotStr:
    __match_args__ = (5,)


class Twice:
    __match_args__ = ("a",)
    a = 1


class Listed:
    __match_args__ = ["a"]


def number():
    match 1:
        case int(1, 2):
            return "?"


def no():
    match No():
        case No(1):
            return "?"


def not_tuple():
    match NotTuple():
        case NotTuple(1):
            return "?"


def not_str():
    match NotStr():
        case NotStr(1):
            return "?"


def twice():
    match Twice():
        case Twice(1, a=1):
            return "?"


def listed():
    match Listed():
        case Listed(1):
            return "?"


def not_a_class():
    match 1:
        case no():
            return "?"


class K:
    a = "a"


def duplicate():
    match {"a": 1}:
        case {"a": 1, K.a: 2}:
            return "?"


def absent():
    match No():
        case No(q=1):
            return "?"
        case _:
            return "no attribute"


for call in (number, no, not_tuple, not_str, twice, listed, not_a_class, duplicate, absent):
    attempt(call)
