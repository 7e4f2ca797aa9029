class A: pass
a = A()
a.__enter__ = lambda: None
a.__exit__ = lambda *x: None
try:
    with a: pass
except (TypeError, AttributeError) as e:
    print(type(e).__name__, e)
