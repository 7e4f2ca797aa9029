a, b = [], []
print(id(a) == id(a), id(a) == id(b), a is a, a is b, type(id(a)), None is None, id(None) == id(None), id(int) == id(type(5)))
