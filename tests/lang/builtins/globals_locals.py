x = 1
def f(a, b=2):
    c = 3
    return locals()
print(f(0), globals()["x"], locals() is globals(), "f" in globals())
globals()["made"] = 7
print(made)
def g():
    n = 1
    def h():
        return n, locals()
    return h()
print(g())
class C:
    y = 1
    names = sorted(k for k in locals() if not k.startswith("__"))
print(C.names)
for bad in (lambda: globals(1), lambda: locals(1)):
    try:
        bad()
    except TypeError as e:
        print(e)
