class S(str):
    pass
v = S('x')
print(type(f'{v}').__name__, f'{v}' == v)
