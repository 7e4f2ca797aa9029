x = 'outer'
print([x for x in range(3)], x)
print({x: x for x in 'ab'}, x)
def f():
    y = 'kept'
    return [y for y in 'cd'], y
print(f())
