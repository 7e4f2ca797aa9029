data = [(1, "a"), (1, "b"), (0, "c"), (0, "d")]
print(min(data, key=lambda t: t[0]), max(data, key=lambda t: t[0]))
print(max([3, 3.0]), min([3.0, 3]), max("abc", "abd"), min((1, 2), (1, 1)))
