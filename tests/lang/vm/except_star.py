def run(group):
    try:
        try:
            raise group
        except* ValueError as eg:
            print("values", eg.exceptions)
        except* (TypeError, KeyError) as eg:
            print("others", eg.exceptions)
    except BaseException as error:
        print("left", repr(error))


run(ExceptionGroup("a", [ValueError(1), TypeError(2)]))
run(ExceptionGroup("b", [ValueError(1), OSError(3)]))
run(ExceptionGroup("c", [ExceptionGroup("d", [KeyError(1), ValueError(2)]), OSError(4)]))
run(ValueError("naked"))
run(OSError("naked"))
try:
    try:
        raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
except ExceptionGroup as error:
    print(repr(error), [repr(e) for e in error.exceptions])
try:
    try:
        raise ExceptionGroup("a", [ValueError(1)])
    except* ValueError:
        raise
except ExceptionGroup as error:
    print(repr(error))
try:
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)


def flow():
    try:
        raise ExceptionGroup("x", [ValueError(1)])
    except* ValueError:
        print("handled")
    else:
        print("no else")
    finally:
        print("finally")
    return "end"


print(flow())
