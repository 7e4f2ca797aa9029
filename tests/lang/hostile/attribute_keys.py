# Keys that run code when they are compared, while an attribute is looked up: they replace the dict and change the class.
class Key:
    def __init__(self, text, action):
        self.hash = hash(text)
        self.action = action

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        action, self.action = self.action, lambda: None
        action()
        return False


class A:
    x = "class"

    def f(self):
        return "method"


def replace(a):
    a.__dict__ = {"other": 1}


def grow():
    for i in range(50):
        setattr(A, f"more{i}", [i])
    del A.x


def get(a):
    return a.x


for action in (lambda: replace(a), grow):
    for warm in (False, True):
        A.x = ["class"]
        a = A()
        if warm:
            for _ in range(3):
                get(a)
        a.__dict__[Key("x", action)] = 0
        print(get(a), hasattr(a, "x"))

for action in (lambda: replace(a), lambda: a.__dict__.clear()):
    for use in (lambda: a.f(), lambda: setattr(a, "f", 5), lambda: a.f, lambda: getattr(a, "missing", None)):
        a = A()
        a.__dict__[Key("f", action)] = 0
        a.__dict__[Key("missing", action)] = 0
        result = use()
        print(result if not callable(result) else "callable", sorted(k for k in a.__dict__ if isinstance(k, str)))


class Name(str):
    def __hash__(self):
        grow_if_there()
        return str.__hash__(self)

    def __eq__(self, other):
        grow_if_there()
        return str.__eq__(self, other)


def grow_if_there():
    if "x" in A.__dict__:
        grow()


A.x = ["again"]
print(getattr(A(), Name("f"))(), hasattr(A(), Name("x")))
