class A:
    kind = "class"

    def who(self):
        return "A"


class B(A):
    def who(self):
        return "B" + super().who()


def read(o):
    return o.kind


def call(o):
    return o.who()


a, b = A(), B()
print([read(o) for o in (a, b, a, b)], [call(o) for o in (a, b, a, b)])
a.kind = "instance"
print([read(o) for o in (a, b, a, b)])
A.kind = "changed"
print([read(o) for o in (a, b)])
del a.kind
print(read(a))
a.who = lambda: "own"
print([call(o) for o in (a, b, a)])
del a.who
A.who = lambda self: "new"
print([call(o) for o in (a, b)])
B.who = staticmethod(lambda: "static")
print(call(b), call(a))
A.kind = property(lambda self: "property of " + type(self).__name__)
print(read(a), read(b))
a.__class__ = B
print(call(a))


class S:
    __slots__ = ("x", "y")


def get(o):
    return o.x


s = S()
for o in (s, s):
    try:
        get(o)
    except AttributeError as error:
        print(error)
    o.x = 5
print(get(s))


def put(o, v):
    o.z = v


for o in (a, b, a, s):
    try:
        put(o, 1)
        put(o, 2)
        print(o.z)
    except AttributeError as error:
        print(error)
for i in range(3):
    class Local:
        value = i

        def get(self):
            return self.value

    print(Local().get(), Local.value)


class G:
    def __getattr__(self, name):
        return name.upper()


print(read(G()), [read(o) for o in (G(), b)])
del B.who
try:
    del A.who
    call(b)
except AttributeError as error:
    print(error)
