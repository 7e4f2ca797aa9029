t = (1, "a", 2.5)
print(t, t[0], t[-1], t[1:], t[::-1], len(t), "a" in t, (), (1,), 1, (1, 2) + (3,), (0,) * 3, 2 * (1, 2))
print(t.index("a"), t.count(1), tuple("abc"), tuple([1]), tuple(), tuple({1: 2}), tuple(t) is t, t[:] is t)
