print(bool(set()), bool({0}), len({1, 1, 2}))
it = iter({1})
print(next(it), next(it, "end"), next(it, "end"))
print(sorted(iter({3, 1, 2})), max({4, 9}), sum({1, 2, 3}))
