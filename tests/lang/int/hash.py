for v in [0, 1, -1, -2, 2 ** 61 - 1, 2 ** 61, 2 ** 61 - 2, -(2 ** 61 - 1), 10 ** 30, -10 ** 30, True, False]:
    print(v, hash(v))
print(hash(1) == hash(1.0) == hash(1 + 0j) == hash(True), hash(2 ** 100) == hash(float(2 ** 100)), {1: "a", 1.0: "b", True: "c"})
