x = 10
fs = [lambda x: x + y for y in range(2)]
print([f(x) for f in fs])
