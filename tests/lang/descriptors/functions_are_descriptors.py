def f(self, *a): return (self, a)
print(f.__get__(5)(1), f.__get__(5, int).__self__, f.__get__(None, int) is f)
m = f.__get__('s')
print(m(2), m.__func__ is f, type(m).__name__)
try:
    f.__get__(None, None)
except TypeError as e:
    print(e)
