def f():
    import math as m, string
    from math import floor as fl
    return m.floor(2.5), fl(3.5), string.digits
print(f())
