class C:
    z = 0
    def __init__(self):
        self.b = 1
        self.a = 2
c = C()
print(vars(c), [n for n in dir(c) if not n.startswith("_")], "__init__" in dir(c), "append" in dir([]), dir()[:1] == sorted(dir())[:1])
vars(c)["q"] = 5
print(c.q, sorted(n for n in vars(C) if not n.startswith("__")))
def f(x):
    y = 1
    return sorted(dir()), vars()
print(f(0))
class D:
    def __dir__(self):
        return ["b", "a"]
print(dir(D()))
for g in (lambda: vars(5), lambda: dir(1, 2), lambda: vars(1, 2)):
    try:
        g()
    except TypeError as e:
        print(e)
