class A:
    def __repr__(self): return 5
class B:
    def __str__(self): return None
for f in [lambda: repr(A()), lambda: str(B()), lambda: str(A()), lambda: '%s' % B(), lambda: f'{A()}', lambda: [A()].__repr__()]:
    try:
        print(f())
    except TypeError as e:
        print(e)
