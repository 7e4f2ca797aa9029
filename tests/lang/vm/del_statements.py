x = y = z = 1
del x
del (y, z)
for name in ("x", "y", "z"):
    print(name in globals())
items = list(range(10))
del items[0], items[-1], items[2:5]
print(items)
del items[::2]
print(items)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
try:
    del d["a"]
except KeyError as error:
    print("KeyError", error)


class C:
    def __init__(self):
        self.x = 1

    def __delattr__(self, name):
        print("delattr", name)
        object.__delattr__(self, name)

    def __delitem__(self, key):
        print("delitem", key)


c = C()
del c.x
del c[1:2, 3]
try:
    del c.x
except AttributeError as error:
    print(error)
try:
    t = (1,)
    del t[0]
except TypeError as error:
    print(error)


def f():
    a = 1

    def g():
        return a

    del a
    try:
        g()
    except NameError as error:
        print(error)
    a = 2
    return g()


print(f())
