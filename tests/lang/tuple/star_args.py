def f(*a):
    return a
print(f(*(1, 2), 3, *[4]), (*range(2), *"ab"), f(), f((1, 2)))
t = 1, *[2, 3]
print(t)
