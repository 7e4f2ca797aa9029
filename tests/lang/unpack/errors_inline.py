def f(v):
    try:
        a, b = v
    except (TypeError, ValueError) as e:
        return str(e)
def g(v):
    try:
        a, *b, c = v
    except (TypeError, ValueError) as e:
        return str(e)
print([f(v) for v in (1, [1], 'abc', {}, None, iter(range(9)))])
print([g(v) for v in (1, [1], [], None)])
