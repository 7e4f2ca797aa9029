class Outer:
    class Inner: pass
for f in [lambda: Outer.Inner() + 1, lambda: Outer.Inner() < 1, lambda: Outer.Inner()[0], lambda: Outer.Inner()(), lambda: len(Outer.Inner()), lambda: iter(Outer.Inner()), lambda: -Outer.Inner(), lambda: 1 in Outer.Inner(), lambda: hash([Outer.Inner()]), lambda: int(Outer.Inner()), lambda: 'a' + Outer.Inner(), lambda: [1] * Outer.Inner(), lambda: 'abc'[Outer.Inner()], lambda: {}[Outer.Inner] ]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
