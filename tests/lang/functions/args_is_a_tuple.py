l = [1, 2]
def f(*a): return a, type(a).__name__
print(f(*l))
t = (1, 2)
print(f(*t))
