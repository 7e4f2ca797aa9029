def f(a):
    return lambda b: f'{a}-{b}-{[a + i for i in range(b)]}'
print(f(1)(2))
