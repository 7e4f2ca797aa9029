class Plain:
    pass


class WithInit:
    def __init__(self, a, b=2, *args, c=3, **kwargs):
        self.all = (a, b, args, c, kwargs)


class BadReturn:
    def __init__(self):
        return 5


class Generator:
    def __init__(self):
        yield 1


class New:
    def __new__(cls, value):
        self = super().__new__(cls)
        self.value = value
        return self

    def __init__(self, value):
        self.double = value * 2


class Other:
    def __new__(cls):
        return 7

    def __init__(self):
        print("not called")


class Call:
    def __call__(self, *args, **kwargs):
        return args, kwargs


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


attempt(lambda: type(Plain()).__name__)
attempt(lambda: Plain(1))
attempt(lambda: Plain(x=1))
attempt(lambda: WithInit())
attempt(lambda: WithInit(1).all)
attempt(lambda: WithInit(1, 2, 3, c=4, d=5).all)
attempt(lambda: WithInit(*[1, 2], **{"c": 9}).all)
attempt(lambda: WithInit(b=1))
attempt(lambda: BadReturn())
attempt(lambda: Generator())
attempt(lambda: (New(4).value, New(4).double))
attempt(lambda: New())
attempt(lambda: Other())
attempt(lambda: Call()(1, a=2))
attempt(lambda: 5())
attempt(lambda: None())
attempt(lambda: "x"(1))


class Recursive:
    def __init__(self, n):
        self.next = Recursive(n - 1) if n else None


r, depth = Recursive(100), 0
while r:
    r, depth = r.next, depth + 1
print(depth)
