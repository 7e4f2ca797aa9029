class A:
    def __int__(self): return 5
    def __float__(self): return 2.5
    def __complex__(self): return 1 + 2j
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 9
print(int(A()), float(A()), complex(A()), round(A()), round(A(), 2))
class B:
    def __int__(self): return 'x'
    def __float__(self): return 3
    def __index__(self): return 'y'
for f in (int, float):
    try:
        f(B())
    except TypeError as e:
        print(e)
for f in (int, float, round, abs, complex):
    try:
        f(object())
    except TypeError as e:
        print(e)
