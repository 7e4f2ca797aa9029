def f(x): return lambda y: lambda z: (x, y, z)
print(f(1)(2)(3), [f][0](4)(5)(6), {'k': f}['k'](7)(8)(9))
