a = []
print(a is a, a is not a, a is [], None is None, None is not a)
