print(type(1), type("a"), type(None), type(...), type(NotImplemented), type(type), type([]) is list, type(len).__name__, type(lambda: 1).__name__, type(range(1)), type({}.keys()).__name__)
C = type("C", (), {"x": 1, "f": lambda self: self.x + 1})
print(C.__name__, C().f(), C.x, C.__mro__ == (C, object))
for f in (lambda: type(), lambda: type(1, 2), lambda: type("a", 1, {}), lambda: type(1, (), {})):
    try:
        f()
    except TypeError as e:
        print(e)
