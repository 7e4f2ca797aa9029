def returns():
    try:
        return "try"
    finally:
        print("finally")


def overrides():
    try:
        return "try"
    finally:
        return "finally"


def swallows():
    try:
        raise ValueError
    finally:
        return "swallowed"


def loop():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append("f%d" % i)
    else:
        out.append("else")
    return out


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("first finally")
    except ValueError as error:
        print("caught", error)
    else:
        print("not here")
    finally:
        print("second finally")


def deep(n):
    try:
        if n == 0:
            raise KeyError("deep")
        deep(n - 1)
    finally:
        print("leaving", n)


def unbinds():
    error = "before"
    try:
        raise ValueError
    except ValueError as error:
        pass
    try:
        print(error)
    except UnboundLocalError as e:
        print(e)


print(returns(), overrides(), swallows(), loop())
nested()
try:
    deep(2)
except KeyError as error:
    print(error)
unbinds()


def else_raises():
    try:
        pass
    except ValueError:
        print("never")
    else:
        raise ValueError("from else")
    finally:
        print("done")


try:
    else_raises()
except ValueError as error:
    print(error)
