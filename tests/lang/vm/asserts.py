assert True, "never evaluated" + 1 / 1 if False else "x"


def attempt(call):
    try:
        call()
    except AssertionError as error:
        print("AssertionError", repr(error), error.args)


def plain():
    assert 1 == 2


def message():
    assert [], "empty"


def tuple_message():
    assert 0, (1, 2)


def lazy():
    assert 1, 1 / 0
    print("fine")


attempt(plain)
attempt(message)
attempt(tuple_message)
attempt(lazy)
assert len("ab") == 3, f"got {len('ab')}"
