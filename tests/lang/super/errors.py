class A: pass
class B: pass
for f in [lambda: super(), lambda: super(A, B()), lambda: super(3), lambda: super(A, 3), lambda: super(1, 2, 3)]:
    try:
        f()
    except (RuntimeError, TypeError) as e:
        print(type(e).__name__, e)
def f(x): return super()
try:
    f(1)
except RuntimeError as e:
    print(e)
