def level3(kind):
    if kind == "value":
        raise ValueError("three")
    if kind == "key":
        {}["missing"]
    return "fine"


def level2(kind):
    try:
        return level3(kind)
    except ValueError:
        raise
    finally:
        print("level2 done", kind)


def level1(kind):
    try:
        return level2(kind)
    except KeyError as error:
        return f"key {error}"


for kind in ("value", "key", "none"):
    try:
        print(level1(kind))
    except ValueError as error:
        print("value", error)


def through_natives():
    def key(x):
        if x == 2:
            raise LookupError("in key")
        return x

    try:
        sorted([3, 2, 1], key=key)
    except LookupError as error:
        print(error)
    try:
        list(map(key, [1, 2]))
    except LookupError as error:
        print(error)
    try:
        max([1, 2], key=key)
    except LookupError as error:
        print(error)


through_natives()


def lines():
    try:
        raise ValueError(
            "multi"
            "line"
        )
    except ValueError as error:
        return error.__traceback__.tb_lineno


print(lines())


class Cleanup:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__ if kind else None)
        return kind is KeyError


def nested():
    with Cleanup():
        for i in range(3):
            with Cleanup():
                if i == 1:
                    raise KeyError(i)
                if i == 2:
                    return "returned"


print(nested())
