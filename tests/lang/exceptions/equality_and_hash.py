a, b = ValueError(1), ValueError(1)
print(a == b, a == a, a != b, len({a, b, a}), a in [a], b in [a])
