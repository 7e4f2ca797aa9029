class M(type): pass
print(M('X', (), {}).__name__, type(M('X', (), {})).__name__)
for f in [lambda: M('X'), lambda: M(3), lambda: type.__new__(M, 'X'), lambda: type.__new__(int, 'X', (), {}), lambda: type.__init__(M)]:
    try:
        f()
    except TypeError as e:
        print(e)
