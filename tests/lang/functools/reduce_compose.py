from functools import partial, reduce
def compose(*fs):
    return reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(str, abs, int)("-5"), reduce(lambda d, kv: d.setdefault(kv[0], []).append(kv[1]) or d, [("a", 1), ("b", 2), ("a", 3)], {}))
print(reduce(partial(lambda op, a, b: op(a, b), max), [3, 9, 2]))
