def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


def none():
    return "none"


def one(a):
    return a


def two(a, b=2):
    return a, b


def many(a, b, c, d=4):
    return a, b, c, d


def only(*, x, y=2):
    return x, y


def positional(a, b, /, c):
    return a, b, c


def mixed(a, /, b, *, c, d=1):
    return a, b, c, d


def rest(a, *args, k=1, **kwargs):
    return a, args, k, sorted(kwargs.items())


for f in (none, one, two, many, only, positional, mixed, rest):
    for args in ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), (1, 2, 3, 4, 5)):
        attempt(lambda: f(*args))
    attempt(lambda: f(a=1))
    attempt(lambda: f(b=2))
    attempt(lambda: f(1, a=1))
    attempt(lambda: f(1, 2, c=3))
    attempt(lambda: f(1, 2, c=3, d=4))
    attempt(lambda: f(1, 2, 3, x=3))
    attempt(lambda: f(x=1, y=3))
    attempt(lambda: f(1, 2, 3, 4, 5, c=1))
    attempt(lambda: f(1, 2, c=1, z=2))
