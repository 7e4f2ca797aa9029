def gen():
    yield 1
    yield 2
    raise ValueError("stop")
a = [0]
try:
    a.extend(gen())
except ValueError as e:
    print(a, e)
try:
    a += gen()
except ValueError as e:
    print(a, e)
