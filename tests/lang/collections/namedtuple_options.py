from collections import namedtuple

print(namedtuple("A", "a b c", defaults=(1, 2))(0), namedtuple("A", "a, b, c", defaults=[5])._field_defaults)
print(namedtuple("R", "a class b a _x", rename=True)._fields, namedtuple("M", "a", module="mod").__module__)
for args, kwargs in (
        (("T", "a a"), {}), (("T", "_a"), {}), (("T", "class"), {}), (("T", "1a"), {}), (("1T", "a"), {}), (("class", "a"), {}),
        (("T", "a"), {"defaults": (1, 2)})):
    try:
        print(namedtuple(*args, **kwargs))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

class Sub(namedtuple("Base", "x y")):
    __slots__ = ()

    @property
    def hypot(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __str__(self):
        return f"Sub<{self.x}>"

s = Sub(3, 4)
print(s, repr(s), s.hypot, s._replace(x=6).hypot)
Empty = namedtuple("Empty", "")
print(Empty(), Empty._fields)
match s:
    case Sub(a, b):
        print(a, b)
