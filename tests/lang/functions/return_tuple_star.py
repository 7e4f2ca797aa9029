def f(*a): return 1, *a, 2
print(f(5, 6), f())
