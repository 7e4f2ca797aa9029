print(sorted([b"b", b"a", b"ab"]), sorted([(1, 2), (1,), (0, 9)]), sorted([[2], [1, 5], []]))
print(sorted([("b", 1), ("a", 2), ("b", 0)]), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))
