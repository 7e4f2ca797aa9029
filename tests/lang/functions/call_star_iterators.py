def f(*a): return a
print(f(*'ab', *range(2), *{1: 2}, *(i for i in [9])))
