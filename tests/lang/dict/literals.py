print({}, {1: 2}, {"a": 1, "b": {"c": []}}, {1: 1, True: 2, 1.0: 3})
print({**{"a": 1}, "b": 2, **{"a": 3}}, dict(a=1, b=2), dict([(1, 2)], x=3))
print({i: i * i for i in range(5)}, {k: v for k, v in zip("abc", range(3))})
