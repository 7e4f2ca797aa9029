def chain(error):
    names = []
    seen = 0
    while error is not None and seen < 10:
        names.append(repr(error))
        error = error.__context__
        seen += 1
    return names


try:
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise KeyError(2)
    except KeyError:
        raise TypeError(3)
except TypeError as error:
    print(chain(error))

first = ValueError("first")
try:
    try:
        raise first
    except ValueError:
        raise KeyError("second")
except KeyError:
    try:
        raise first
    except ValueError as error:
        print(chain(error))

try:
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    raise ValueError("unrelated")
except ValueError as error:
    print(chain(error))


def loop():
    last = None
    for i in range(4):
        try:
            raise ValueError(i)
        except ValueError as error:
            last = error
    return chain(last)


print(loop())
try:
    try:
        raise ValueError("a")
    except ValueError:
        try:
            raise KeyError("b")
        except KeyError:
            pass
        raise TypeError("c")
except TypeError as error:
    print(chain(error))
try:
    raise
except RuntimeError as error:
    print(error)
