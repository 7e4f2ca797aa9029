class C:
    pass
c = C()
setattr(c, "a", 1)
setattr(c, "b c", 2)
print(c.a, getattr(c, "b c"), vars(c))
delattr(c, "a")
print(vars(c))
for f in (lambda: delattr(c, "a"), lambda: setattr(c, 1, 2), lambda: setattr(5, "x", 1), lambda: setattr(c, "x"), lambda: delattr(5, "real"), lambda: setattr([], "x", 1)):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
setattr(C, "cls", "on class")
print(c.cls)
